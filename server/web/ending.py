"""An end that loses nobody: who was let in is answered, who comes later is turned away before saying a word.

Told to end, gunicorn's master closes its listening sockets and its sync workers leave after the page they are at. The
last one to leave takes the kernel's queue with it, and everyone who waits there finds the connection reset. So the
workers empty that queue first. So that it does come to an end while many call, the kernel is told to let nobody new
into it: a filter on the listening socket drops the packets that ask for a connection. Whoever sent one asks again
after a second, and is refused when the socket is gone: nothing of a request has been sent by then, and any balancer
or client can go elsewhere with it.

Where there is no such filter (other systems than Linux, Unix sockets) the queue is emptied all the same; callers who
keep coming are answered until gunicorn's `graceful_timeout`.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import struct
import sys
from collections.abc import Iterable
from typing import Protocol

SOL_SOCKET, SO_ATTACH_FILTER = 1, 26
"""Linux, asm-generic/socket.h"""
DROP_SYN = b"".join(
    struct.pack("HBBI", *step)
    for step in (
        (0x30, 0, 0, 13),  # load the byte with TCP's flags
        (0x54, 0, 0, 0x12),  # of them SYN and ACK
        (0x15, 0, 1, 0x02),  # SYN alone:
        (0x06, 0, 0, 0),  # drop the packet
        (0x06, 0, 0, 0xFFFFFFFF),  # else keep it
    )
)
"""a classic BPF program over a TCP segment (Linux, Documentation/networking/filter.rst)"""

_ended = mmap.mmap(-1, 1)
"""one byte that the master shares with the workers that it forks: they can't tell a reload from the end otherwise"""


class Listener(Protocol):
    """A listening socket; the module that opens them is not needed here."""

    def setsockopt(self, level: int, option: int, value: bytes, /) -> None:
        """Set an option of the socket."""


def begin(listeners: Iterable[Listener]) -> None:
    """In the master: the service ends. Let nobody new into the queues of these sockets."""
    _ended[0] = 1
    program = ctypes.create_string_buffer(DROP_SYN, len(DROP_SYN))
    for listener in listeners if sys.platform == "linux" else ():
        with contextlib.suppress(OSError):
            steps = len(DROP_SYN) // struct.calcsize("HBBI")
            option = struct.pack("HP", steps, ctypes.addressof(program))
            listener.setsockopt(SOL_SOCKET, SO_ATTACH_FILTER, option)


def has_begun() -> bool:
    """In a worker: whether the whole service ends, and not this worker alone."""
    return bool(_ended[0])
