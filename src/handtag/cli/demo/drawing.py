"""Pictures of the demo county's devices, drawn line by line here: nobody's photograph and no maker's product."""

import math
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

WIDTH, HEIGHT = 640, 480
PAPER, INK, SHADE = 255, 40, 150
THICK, THIN = 7, 4
Point = tuple[float, float]


class Canvas:
    """A grey picture: strokes are made of round dots."""

    def __init__(self) -> None:
        self._rows = [bytearray([PAPER]) * WIDTH for _ in range(HEIGHT)]

    def path(self, points: Iterable[Point], radius: int = THICK, ink: int = INK) -> None:
        """A line through the points."""
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(int(math.hypot(to_x - x, to_y - y) / 2), 1)
            for step in range(steps + 1):
                self._dot(x + (to_x - x) * step / steps, y + (to_y - y) * step / steps, radius, ink)

    def ring(self, x: float, y: float, size: float, radius: int = THICK, ink: int = INK) -> None:
        turns = [2 * math.pi * n / 60 for n in range(61)]
        self.path([(x + size * math.cos(turn), y + size * math.sin(turn)) for turn in turns], radius, ink)

    def wheel(self, x: float, y: float, size: float, spokes: int = 0) -> None:
        for n in range(spokes):
            turn = 2 * math.pi * n / spokes
            self.path([(x, y), (x + size * math.cos(turn), y + size * math.sin(turn))], THIN, SHADE)
        self.ring(x, y, size)
        self.ring(x, y, 6, THIN)

    def png(self) -> bytes:
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row for row in self._rows), 9)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")

    def _dot(self, x: float, y: float, radius: int, ink: int) -> None:
        for down in range(-radius, radius + 1):
            half = math.isqrt(radius * radius - down * down)
            row, left = round(y) + down, round(x) - half
            self._rows[row][left : left + 2 * half + 1] = bytes([ink]) * (2 * half + 1)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@cache
def wheelchair() -> bytes:
    picture = Canvas()
    picture.wheel(270, 320, 110, spokes=12)
    picture.wheel(455, 395, 35)
    picture.path([(170, 95), (205, 100), (235, 260), (430, 260), (455, 360)])  # handle, back, seat, front
    picture.path([(430, 260), (480, 395), (540, 405)])  # leg and foot rest
    picture.path([(222, 190), (400, 190), (400, 255)], THIN, SHADE)  # arm rest
    picture.path([(240, 245), (425, 245)], THICK, SHADE)  # cushion
    return picture.png()


@cache
def rollator() -> bytes:
    picture = Canvas()
    picture.wheel(210, 400, 42)
    picture.wheel(450, 400, 42)
    picture.path([(450, 400), (330, 120), (250, 105)])  # front tube up to the grip
    picture.path([(210, 400), (355, 180)])
    picture.path([(285, 290), (405, 290)], THICK, SHADE)  # seat
    picture.path([(255, 118), (285, 150), (330, 150)], THIN, SHADE)  # brake
    picture.path([(300, 330), (400, 330), (385, 375), (312, 375), (300, 330)], THIN, SHADE)  # basket
    return picture.png()


@cache
def bed() -> bytes:
    picture = Canvas()
    for x in (130, 510):
        picture.wheel(x, 415, 18)
        picture.path([(x, 400), (x, 310)])
    picture.path([(95, 170), (95, 310), (545, 310), (545, 215)])  # ends and frame
    picture.path([(115, 200), (250, 285), (400, 285), (525, 285)], THICK, SHADE)  # mattress with its back raised
    picture.path([(260, 250), (440, 250), (440, 305)], THIN, SHADE)  # side rail
    picture.path([(260, 250), (260, 305)], THIN, SHADE)
    return picture.png()
