"""Where the racers of one engine stand ready: a process that has read the whole program once, and forks one for each call.

Run as `python -m tests.concurrency.stable FD`; on that socket come a line of JSON and the racer's standard input and output, and its
number goes back. A racer is a process of its own with a connection of its own: nothing has been asked of a database before the fork."""

import json
import os
import signal
import socket
import sys
import traceback


def main(number: int) -> None:
    import django

    django.setup()
    from django.urls import get_resolver
    from tests.concurrency import racer, scenarios  # noqa: F401  (what every racer needs)

    assert get_resolver().url_patterns
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    with socket.socket(fileno=number) as calls:
        while True:
            said, ends, _, _ = socket.recv_fds(calls, 65536, 2)
            if not said:
                return
            child = os.fork()
            if child == 0:
                _run(calls, json.loads(said), ends)
            for end in ends:
                os.close(end)
            calls.sendall(f"{child}\n".encode())


def _run(calls: socket.socket, call: dict[str, list[str] | str], ends: list[int]) -> None:
    try:
        calls.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end, place in zip(ends, (0, 1), strict=True):
            os.dup2(end, place)
            os.close(end)
        sys.stdin, sys.stdout = os.fdopen(0, "r", buffering=1), os.fdopen(1, "w", buffering=1)
        from django.db import connection
        from tests.concurrency import racer

        from handtag.config import env

        connection.settings_dict["NAME"] = env.database(str(call["url"]))["NAME"]
        racer.main(*call["words"])
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
