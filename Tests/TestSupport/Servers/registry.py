"""A token service for docker-registry, and a front before it that makes faults. Started by PullBed.swift.

    registry.py image FOLDER             makes an OCI layout with an image for two platforms
    registry.py serve CONFIGURATION      serves as the JSON file says, and logs every request as a line of JSON
"""
import base64, gzip, hashlib, http.client, http.server, io, json, os, random, re, socket, ssl, struct, subprocess
import sys, tarfile, threading, time


# --- an image

def archive(name, size, seed):
    """A layer: one file of bytes that cannot be compressed, always the same ones."""
    content = random.Random(seed).randbytes(size)
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.size = size
        tar.addfile(member, io.BytesIO(content))
    return raw.getvalue(), gzip.compress(raw.getvalue(), mtime=0)


def make_image(folder):
    blobs = os.path.join(folder, "blobs", "sha256")
    os.makedirs(blobs)

    def store(content, kind):
        digest = hashlib.sha256(content).hexdigest()
        with open(os.path.join(blobs, digest), "wb") as file:
            file.write(content)
        return {"mediaType": kind, "digest": "sha256:" + digest, "size": len(content)}

    manifests = []
    for seed, platform in enumerate([("windows", "amd64"), ("linux", "amd64"), ("linux", "arm64")]):
        layers = [archive("small", 3_000, seed * 10), archive("large", 2_500_000, seed * 10 + 1),
                  archive("middle", 40_000, seed * 10 + 2)]
        configuration = store(json.dumps({
            "os": platform[0], "architecture": platform[1], "config": {},
            "rootfs": {"type": "layers", "diff_ids": [
                "sha256:" + hashlib.sha256(plain).hexdigest() for plain, _ in layers]}}).encode(),
            "application/vnd.oci.image.config.v1+json")
        kind = "application/vnd.oci.image.layer.v1.tar+gzip"
        manifest = store(json.dumps({
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": configuration,
            "layers": [store(packed, kind) for _, packed in layers]}).encode(),
            "application/vnd.oci.image.manifest.v1+json")
        manifests.append(manifest | {"platform": {"os": platform[0], "architecture": platform[1]}})
    index = store(json.dumps({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": manifests}).encode(),
        "application/vnd.oci.image.index.v1+json")
    index["annotations"] = {"org.opencontainers.image.ref.name": "3"}
    with open(os.path.join(folder, "index.json"), "w") as file:
        json.dump({"schemaVersion": 2, "manifests": [index]}, file)
    with open(os.path.join(folder, "oci-layout"), "w") as file:
        file.write('{"imageLayoutVersion": "1.0.0"}')


# --- tokens

def base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def token(settings, scopes, key):
    """A token as the registry's specification wants it, signed with RS256, with the certificate in its header."""
    now = int(time.time()) + settings.get("ahead", 0)
    with open(settings["certificate"]) as file:
        certificate = "".join(line.strip() for line in file if "-----" not in line)
    access = []
    for scope in scopes:
        kind, name, actions = scope.split(":")
        granted = [action for action in actions.split(",") if settings.get("grants", True)]
        access.append({"type": kind, "name": name, "actions": granted})
    header = {"typ": "JWT", "alg": "RS256", "x5c": [certificate]}
    claims = {"iss": "test", "sub": "test", "aud": settings["service"], "exp": now + 300, "nbf": now, "iat": now,
              "jti": "1", "access": access}
    signed = base64url(json.dumps(header).encode()) + "." + base64url(json.dumps(claims).encode())
    signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key], input=signed.encode(),
                               capture_output=True, check=True).stdout
    return signed + "." + base64url(signature)


# --- servers

lock = threading.Lock()


def log(role, handler):
    authorization = handler.headers.get("Authorization", "none").split(" ")[0].lower()
    with lock:
        print(json.dumps({"role": role, "method": handler.command, "path": handler.path,
                          "authorization": authorization}), flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self, status, body=b"", headers=()):
        self.send_response_only(status)
        self.send_header("Date", self.date_time_string(time.time() + self.settings.get("clock", 0)))
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.close_connection = True


class TokenService(Handler):
    def do_GET(self):
        log("token", self)
        self.issue(dict(pair.split("=", 1) for pair in self.path.partition("?")[2].split("&") if "=" in pair))

    def do_POST(self):
        log("front" if "rules" in self.settings else "token", self)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        fields = dict(pair.split("=", 1) for pair in body.split("&"))
        if self.path == "/oauth2/exchange":
            good = fields.get("access_token") == self.settings.get("entra")
            return self.reply(200 if good else 401, json.dumps({"refresh_token": "refresh"} if good else {
                "errors": [{"code": "UNAUTHORIZED"}]}).encode())
        self.issue(fields if fields.get("refresh_token") == "refresh" else None)

    def issue(self, fields):
        wanted = self.settings.get("basic")
        shown = self.headers.get("Authorization")
        if override := self.settings.get("answer"):
            return self.reply(override["status"], override.get("body", "").encode(),
                              list(override.get("headers", {}).items()))
        right = "Basic " + base64.b64encode(wanted.encode()).decode() if wanted else None
        if fields is None or (self.command == "GET" and wanted and shown != right):
            return self.reply(401, b'{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
                              [("Docker-Distribution-Api-Version", "registry/2.0")])
        scope = fields.get("scope", "").replace("%3A", ":").replace("%2F", "/").replace("%2C", ",")
        issued = token(self.settings, [scope] if scope else [], self.settings["key"])
        self.reply(200, json.dumps({"access_token": issued, "expires_in": 300}).encode(),
                   [("Content-Type", "application/json")])


class Front(Handler):
    """Before the real registry: most goes through, what a rule matches does not."""

    def do_GET(self):
        log("front", self)
        for rule in self.settings["rules"]:
            if re.search(rule["match"], self.path):
                return getattr(self, "do_" + rule["do"])(rule)
        self.forward()

    do_HEAD = do_GET
    do_POST = TokenService.do_POST
    issue = TokenService.issue

    def forward(self, keep_range=True):
        context = ssl._create_unverified_context()
        upstream = http.client.HTTPSConnection(*self.settings["upstream"], context=context)
        headers = {name: value for name, value in self.headers.items() if keep_range or name.lower() != "range"}
        upstream.request(self.command, self.path, headers=headers)
        answer = upstream.getresponse()
        skipped = {"content-length", "connection", "date", "transfer-encoding"}
        self.reply(answer.status, answer.read(), [
            (name, value) for name, value in answer.getheaders() if name.lower() not in skipped])

    def do_answer(self, rule):
        self.reply(rule["status"], rule.get("body", "").encode(), list(rule.get("headers", {}).items()))

    def blob(self):
        digest = re.search("sha256:([0-9a-f]{64})", self.path).group(1)
        path = os.path.join(self.settings["data"], "docker/registry/v2/blobs/sha256", digest[:2], digest, "data")
        with open(path, "rb") as file:
            return file.read()

    def do_whole(self, rule):
        self.reply(200, self.blob())

    def do_flip(self, rule):
        body = bytearray(self.blob())
        body[len(body) // 2] ^= 1
        self.reply(200, bytes(body))

    def do_loop(self, rule):
        self.reply(307, headers=[("Location", self.path)])

    def do_wander(self, rule):
        number = int(self.path.partition("?")[2] or 0) + 1
        self.reply(307, headers=[("Location", self.path.partition("?")[0] + f"?{number}")])

    def begin(self, *lines):
        self.close_connection = True
        self.wfile.write("".join(line + "\r\n" for line in ("HTTP/1.1 200 OK",) + lines + ("",)).encode())

    def pour(self, content, limit=200 << 20):
        """Sends as much as anybody reads."""
        try:
            for _ in range(limit // len(content)):
                self.wfile.write(content)
        except OSError:
            pass

    def do_endless(self, rule):
        self.begin("Content-Type: application/octet-stream")
        self.pour(b"0" * 65_536)

    def do_bomb(self, rule):
        packed = gzip.compress(b"0" * (64 << 20))
        self.begin("Content-Encoding: gzip", "Transfer-Encoding: gzip", "Content-Length: %d" % len(packed))
        self.pour(packed, len(packed))

    def do_headers(self, rule):
        self.begin(*(f"X-Header-{number}: {'x' * 40}" for number in range(10_000)), "Content-Length: 0")

    def do_chunks(self, rule):
        self.begin("Transfer-Encoding: chunked")
        self.pour(b"5\r\nhello\r\nnot-a-length\r\nhello\r\n", 32)

    def do_cut(self, rule):
        body = self.blob()
        self.begin("Content-Length: %d" % len(body))
        self.pour(body[:len(body) // 2], len(body) // 2)

    def do_stall(self, rule):
        body = self.blob()
        self.begin("Content-Length: %d" % len(body))
        self.wfile.write(body[:100])
        self.wfile.flush()
        try:
            self.connection.recv(1)  # until the client has had enough
        except OSError:
            pass

    def do_reset(self, rule):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def do_slow(self, rule):
        body = self.blob()
        self.begin("Content-Length: %d" % len(body))
        try:
            for start in range(0, len(body), rule["piece"]):
                self.wfile.write(body[start:start + rule["piece"]])
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass


def serve(path):
    with open(path) as file:
        configuration = json.load(file)
    for entry in configuration["servers"]:
        kind = type("Own", ({"token": TokenService, "front": Front}[entry["role"]],), {"settings": entry})
        server = http.server.ThreadingHTTPServer((entry["address"], entry["port"]), kind)
        server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(entry["chain"], entry["tlsKey"])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    {"image": make_image, "serve": serve}[sys.argv[1]](sys.argv[2])
