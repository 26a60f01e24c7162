"""No test reaches beyond this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.law("ASVS 1.3, ASVS 13.1, GDPR art. 44–49")
def test_a_connection_to_another_machine_is_refused() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"203\.0\.113\.1"):
        socket.create_connection(("203.0.113.1", 80), timeout=1)  # an address reserved for documentation
