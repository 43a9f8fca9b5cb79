"""A network with a round trip, in a namespace of its own: every host but this one is far away, and is this one."""

import collections
import fcntl
import os
import select
import struct
import subprocess
import threading
import time

HERE = "10.111.0.1"
NAMESERVER = "10.111.0.2"
HOSTS = "10.111"
ROUND_TRIP = 0.1  # seconds

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000  # linux/if_tun.h


def rights() -> list[str] | None:
    """The command that gives its argument a network of its own; `None` if nobody may."""
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        test = [*command, "ip", "tuntap", "add", "dev", "far", "mode", "tun"]
        if subprocess.run(test, capture_output=True).returncode == 0:
            return command
    return None


def open_network():
    """Brings the network up. What is sent to another address comes back from it, half a round trip later: so both ends
    of every connection are here, and every packet of it is delayed, the first ones included."""
    tunnel = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tunnel, TUNSETIFF, struct.pack("16sH", b"far", IFF_TUN | IFF_NO_PI))
    for command in (f"addr add {HERE}/16 dev far", "link set far txqueuelen 10000 up", "link set lo up"):
        subprocess.run(["ip", *command.split()], check=True)
    threading.Thread(target=_reflect, args=(tunnel,), daemon=True).start()


def _reflect(tunnel: int):
    waiting = collections.deque()
    while True:
        left = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        if select.select([tunnel], [], [], left)[0]:
            packet = os.read(tunnel, 65536)
            if packet[0] >> 4 == 4:
                # Source and destination change places (RFC 791 section 3.1), which leaves every checksum right.
                packet = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
                waiting.append((time.monotonic() + ROUND_TRIP / 2, packet))
        while waiting and waiting[0][0] <= time.monotonic():
            os.write(tunnel, waiting.popleft()[1])
