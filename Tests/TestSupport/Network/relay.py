"""What no real server does: filters by name, hangs, slow and broken nameservers. Standard library only.

The file named by the argument: one JSON object a line, each a listener:
  {"kind": "silent", "at": "10.0.0.1:443"}                        accepts and never reads
  {"kind": "banner", "at": …, "text": "SSH-2.0-OpenSSH_9.2\\r\\n"}  talks first
  {"kind": "filter", "at": …, "to": "10.0.0.2:443", "names": ["mcr.microsoft.com"], "by": "reset|close|hang"}
                                                                  passes every TLS connection on but those for a name
  {"kind": "dns", "at": …, "to": "10.0.0.4", "delay": 0.5, "aaaa": "servfail|drop", "malformed": true,
   "loops": ["name"], "chain": {"name": …, "count": 12, "address": …}}
                                                                  asks another nameserver and changes what it says
  {"kind": "reflect", "device": "slow", "delay": 0.6}             sends packets of a TUN device back, ends swapped
"""

import asyncio, fcntl, json, os, socket, struct, sys


def place(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def server_name(hello):
    """The SNI of a ClientHello (RFC 6066 section 3), or None."""
    try:
        at = 43
        at += 1 + hello[at]
        at += 2 + int.from_bytes(hello[at : at + 2], "big")
        at += 1 + hello[at]
        end = at + 2 + int.from_bytes(hello[at : at + 2], "big")
        at += 2
        while at < end:
            kind, size = struct.unpack("!HH", hello[at : at + 4])
            if kind == 0:
                return hello[at + 9 : at + 4 + size].decode()
            at += 4 + size
    except (IndexError, struct.error, UnicodeDecodeError):
        pass
    return None


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


def reset(writer):
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def connection(listener):
    async def serve(reader, writer):
        try:
            await meet(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    async def meet(reader, writer):
        if listener["kind"] == "silent":
            await asyncio.sleep(3600)
        if listener["kind"] == "banner":
            writer.write(listener["text"].encode())
            await reader.read(65536)
            return writer.close()
        head = await reader.readexactly(5)
        hello = head + await reader.readexactly(int.from_bytes(head[3:5], "big"))
        if server_name(hello) in listener["names"]:
            if listener["by"] == "hang":
                await asyncio.sleep(3600)
            return reset(writer) if listener["by"] == "reset" else writer.close()
        far_reader, far_writer = await asyncio.open_connection(*place(listener["to"]))
        far_writer.write(hello)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    return serve


def question(message):
    """The name that is asked for and the type."""
    at, labels = 12, []
    while message[at]:
        labels.append(message[at + 1 : at + 1 + message[at]].decode())
        at += 1 + message[at]
    return ".".join(labels).lower(), int.from_bytes(message[at + 1 : at + 3], "big"), message[12 : at + 5]


def aliases(message, asked, count, address):
    """So many aliases one after the other, with the address at their end if one is given."""
    start = message[:2] + b"\x81\x80\0\1" + (count + bool(address)).to_bytes(2, "big") + b"\0\0\0\0" + asked
    answers, owner = b"", 12
    for number in range(count):
        target = b"".join(bytes([len(part)]) + part for part in (b"a%d" % number, b"corp", b"example")) + b"\0"
        answers += (0xC000 | owner).to_bytes(2, "big") + b"\0\5\0\1\0\0\0\x3c" + len(target).to_bytes(2, "big")
        owner = len(start) + len(answers)
        answers += target
    if address:
        answers += (0xC000 | owner).to_bytes(2, "big") + b"\0\1\0\1\0\0\0\x3c\0\4" + socket.inet_aton(address)
    return start + answers


async def answer(listener, message):
    """The answer to a question, or None for silence."""
    name, kind, asked = question(message)
    await asyncio.sleep(listener.get("delay", 0))
    if kind == 28 and "aaaa" in listener:
        return None if listener["aaaa"] == "drop" else message[:2] + b"\x81\x82\0\1\0\0\0\0\0\0" + asked
    if listener.get("malformed"):
        return message[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + asked + b"\xc0"
    if name in listener.get("loops", []):
        # The alias of the name is the name.
        return message[:2] + b"\x81\x80\0\1\0\1\0\0\0\0" + asked + b"\xc0\x0c\0\5\0\1\0\0\0\x3c\0\2\xc0\x0c"
    chain = listener.get("chain", {})
    if name == chain.get("name"):
        return aliases(message, asked, chain["count"], chain["address"] if kind == 1 else None)
    near = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as far:
        far.connect((listener["to"], 53))
        await near.sock_sendall(far, message)
        return await asyncio.wait_for(near.sock_recv(far, 65536), 5)


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, listener):
        self.listener = listener

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, message, sender):
        async def reply():
            if data := await answer(self.listener, message):
                self.transport.sendto(data, sender)

        asyncio.ensure_future(reply())


def stream_of_questions(listener):
    async def serve(reader, writer):
        try:
            while True:
                size = int.from_bytes(await reader.readexactly(2), "big")
                if data := await answer(listener, await reader.readexactly(size)):
                    writer.write(len(data).to_bytes(2, "big") + data)
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    return serve


def reflect(listener):
    """A host far away at every address of a TUN device: its packets come back from there, late. Checksums stay true."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, 0x400454CA, struct.pack("16sH", listener["device"].encode(), 0x1001))  # IFF_TUN | IFF_NO_PI
    loop = asyncio.get_running_loop()

    def packet():
        data = os.read(device, 65536)
        if data[0] >> 4 == 4:
            swapped = data[:12] + data[16:20] + data[12:16] + data[20:]
            loop.call_later(listener["delay"], os.write, device, swapped)

    loop.add_reader(device, packet)


async def main():
    loop = asyncio.get_running_loop()
    for line in open(sys.argv[1]):
        listener = json.loads(line)
        if listener["kind"] == "reflect":
            reflect(listener)
        elif listener["kind"] == "dns":
            at = place(listener["at"])
            await loop.create_datagram_endpoint(lambda one=listener: Datagrams(one), local_addr=at)
            await asyncio.start_server(stream_of_questions(listener), *at)
        else:
            await asyncio.start_server(connection(listener), *place(listener["at"]), backlog=512)
    print("ready", flush=True)
    await asyncio.sleep(86400)


asyncio.run(main())
