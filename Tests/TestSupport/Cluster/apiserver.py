"""A Kubernetes API server of the tests' own: recorded and generated objects over TLS, rights, paging, and faults.
Standard library only; shares no code with what it tests.

The file named by the argument is JSON:
  {"address": "127.0.0.5", "certificate": "chain.pem", "key": "key.pem", "clientAuthority": "root.pem",
   "tokens": ["secret"], "names": ["admin"],              who is known: bearer tokens, common names of certificates
   "denied": [{"verb": "list", "resource": "pods", "namespace": "azureml"}],      what is not allowed; a part may be absent
   "reviewsDenied": false,                                 access reviews are forbidden, too
   "version": {"gitVersion": "v1.29.4"}, "groups": ["apps/v1", ...],              what is served; everything else is 404
   "objects": {"nodes": [...], "pods": [...]},             as the API server has them, each with its namespace
   "logs": {"azureml/preflight-1": "...", "azureml/preflight-2": {"fill": "x", "bytes": 9000000, "then": "..."}},
   "generated": {"nodes": 5000, "pods": 20000},            made here
   "writable": true,                                       ConfigMaps can be made and patched
   "notReady": ["etcd"], "readyzStatus": 403, "pageLimit": 500, "expireAfter": 2, "log": "requests.jsonl",
   "faults": [{"path": "/pods", "times": 1, "status": 429, "retryAfter": "0", "kind": "slow|endless|garbage|cut|html|reset"}]}
Writes its port to standard output. Each request becomes a line of the log.
"""

import base64, gzip, json, re, socket, ssl, struct, sys, threading, time, traceback, urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

config = json.load(open(sys.argv[1]))
lock = threading.Lock()
faults = [dict(fault, left=fault.get("times", 1 << 30)) for fault in config.get("faults", [])]
served = set(config.get("groups") or [
    "v1", "apps/v1", "autoscaling/v1", "discovery.k8s.io/v1", "networking.k8s.io/v1", "authorization.k8s.io/v1"])
namespaced = {"pods", "deployments", "daemonsets", "services", "endpointslices", "horizontalpodautoscalers",
              "networkpolicies", "configmaps", "events", "secrets"}
kinds = {"nodes": "Node", "namespaces": "Namespace", "pods": "Pod", "deployments": "Deployment",
         "daemonsets": "DaemonSet", "services": "Service", "endpointslices": "EndpointSlice",
         "horizontalpodautoscalers": "HorizontalPodAutoscaler", "networkpolicies": "NetworkPolicy",
         "configmaps": "ConfigMap", "events": "Event", "secrets": "Secret"}


def node(i):
    """A node of the size of a real one: most of it is images and fields that few ask for."""
    return {
        "metadata": {"name": f"aks-pool1-12345678-vmss{i:06x}", "uid": f"{i:032x}", "resourceVersion": str(i),
                     "labels": {"agentpool": "pool1", "kubernetes.azure.com/agentpool": "pool1",
                                "node.kubernetes.io/instance-type": "Standard_D3_v2", **{f"l{n}": "v" * 20 for n in range(20)}},
                     "managedFields": [{"manager": "kubelet", "fieldsV1": {f"f:{n}": {} for n in range(60)}}]},
        "spec": {"podCIDR": f"10.{i // 256 % 256}.{i % 256}.0/24", "providerID": "azure:///subscriptions/" + "x" * 150},
        "status": {"allocatable": {"cpu": "3860m", "memory": "12880740Ki", "pods": "30"},
                   "capacity": {"cpu": "4", "memory": "14337636Ki", "pods": "30"},
                   "conditions": [{"type": t, "status": "True" if t == "Ready" else "False", "reason": "Kubelet" + t,
                                   "message": "kubelet is posting ready status", "lastHeartbeatTime": "2026-11-21T09:00:00Z",
                                   "lastTransitionTime": "2026-11-20T09:00:00Z"}
                                  for t in ("MemoryPressure", "DiskPressure", "PIDPressure", "Ready")],
                   "addresses": [{"type": "InternalIP", "address": f"10.240.{i // 250 % 250}.{i % 250 + 4}"}],
                   "images": [{"names": [f"mcr.microsoft.com/oss/kubernetes/image-{n}@sha256:" + "a" * 64,
                                         f"mcr.microsoft.com/oss/kubernetes/image-{n}:v1.2.3"], "sizeBytes": 12345678}
                              for n in range(40)],
                   "nodeInfo": {"kubeletVersion": "v1.29.4", "osImage": "Ubuntu 22.04.4 LTS",
                                "containerRuntimeVersion": "containerd://1.7.15"}}}


def pod(i):
    return {
        "metadata": {"name": f"app-{i:06d}", "namespace": f"team-{i % 50}", "uid": f"{i:032x}",
                     "labels": {"app": f"app-{i % 100}", **({"isazuremlapp": "true"} if i % 200 == 0 else {})},
                     "managedFields": [{"manager": "kubelet", "fieldsV1": {f"f:{n}": {} for n in range(60)}}]},
        "spec": {"nodeName": f"node-{i % 100}",
                 "containers": [{"name": "main", "image": "myacr.azurecr.io/app:1",
                                 "env": [{"name": f"V{n}", "value": "x" * 40} for n in range(20)],
                                 "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}}}]},
        "status": {"phase": "Running", "podIP": f"10.{i // 65000}.{i // 250 % 250}.{i % 250 + 4}",
                   "conditions": [{"type": "Ready", "status": "True"}],
                   "containerStatuses": [{"name": "main", "ready": True, "restartCount": 0,
                                          "state": {"running": {"startedAt": "2026-11-21T09:00:00Z"}}}]}}


makers = {"nodes": node, "pods": pod}
collections = {resource: list(items) for resource, items in config.get("objects", {}).items()}
for resource, count in config.get("generated", {}).items():
    collections[resource] = [makers[resource](i) for i in range(count)]
for items in collections.values():
    items.sort(key=lambda item: (item["metadata"].get("namespace", ""), item["metadata"]["name"]))
encoded = {}


def text(resource, index, item, bare):
    key = (resource, index, bare)
    if key not in encoded:
        encoded[key] = json.dumps({"metadata": item["metadata"]} if bare else item).encode()
    return encoded[key]


def denied(verb, resource, namespace, name=None):
    def fits(rule, part, value):
        return part not in rule or rule[part] == (value or "")
    return any(fits(rule, "verb", verb) and fits(rule, "resource", resource) and fits(rule, "namespace", namespace)
               and fits(rule, "name", name) for rule in config.get("denied", []))


def selects(selector, labels):
    for part in filter(None, re.split(r",(?![^(]*\))", selector)):
        within = re.fullmatch(r"\s*(\S+)\s+(in|notin)\s+\((.*)\)\s*", part)
        if within:
            values = [value.strip() for value in within[3].split(",")]
            if (labels.get(within[1]) in values) != (within[2] == "in"):
                return False
        elif "!=" in part:
            key, value = part.split("!=")
            if labels.get(key) == value:
                return False
        elif "=" in part:
            key, value = part.replace("==", "=").split("=")
            if labels.get(key) != value:
                return False
        elif part.startswith("!"):
            if part[1:] in labels:
                return False
        elif part not in labels:
            return False
    return True


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "apiserver"
    wbufsize = 1 << 20

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json", headers=()):
        if isinstance(body, dict):
            body = json.dumps(body).encode()
        if len(body) > 128 << 10 and "gzip" in self.headers.get("Accept-Encoding", "") and config.get("compresses", True):
            body = gzip.compress(body, 1)
            headers = [*headers, ("Content-Encoding", "gzip")]
        self.send_response(status)
        for name, value in [("Content-Type", kind), ("Content-Length", str(len(body))), ("Audit-Id", "test"), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def status(self, code, reason, message, headers=(), **metadata):
        self.answer(code, {"kind": "Status", "apiVersion": "v1", "metadata": metadata, "status": "Failure",
                           "message": message, "reason": reason, "code": code}, headers=headers)

    def identity(self):
        """As a real server does: whoever is not known is refused with 401, not in the handshake."""
        given = self.headers.get("Authorization", "")
        if given.startswith("Bearer "):
            return "token" if given[7:] in config.get("tokens", []) else None
        certificate = self.connection.getpeercert() if isinstance(self.connection, ssl.SSLSocket) else None
        if certificate:
            if ssl.cert_time_to_seconds(certificate["notAfter"]) < time.time():
                return None
            name = dict(part[0] for part in certificate["subject"]).get("commonName")
            return name if name in config.get("names", []) else None
        return "anonymous" if config.get("anonymous") else None

    def handle_request(self):
        url = urllib.parse.urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        with lock:
            with open(config["log"], "a") as log:
                log.write(json.dumps({
                    "method": self.command, "path": self.path, "body": body.decode(), "accept": self.headers.get("Accept"),
                    "host": self.headers.get("Host"), "authorization": self.headers.get("Authorization"),
                    "impersonate": self.headers.get("Impersonate-User"), "peer": self.client_address[1]}) + "\n")
            fault = next((f for f in faults if f["left"] > 0 and re.search(f["path"], self.path)), None)
            if fault:
                fault["left"] -= 1
        if fault and self.fail(fault):
            return
        identity = self.identity()
        if url.path in ("/version", "/readyz"):
            return self.public(url.path)
        if identity is None:
            return self.status(401, "Unauthorized", "Unauthorized")
        if self.command in ("POST", "PATCH") and "/configmaps" in url.path and config.get("writable"):
            with lock:
                return self.write(url.path, json.loads(body))
        if self.command == "POST":
            return self.review(url.path, json.loads(body))
        if self.command != "GET":
            return self.status(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
        self.read(url)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_request

    def fail(self, fault):
        kind = fault.get("kind")
        if kind == "slow":
            time.sleep(fault.get("seconds", 60))
            return False
        if kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return True
        if kind in ("endless", "cut"):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(1 << 40))
            self.end_headers()
            self.wfile.write(b'{"kind":"PodList","metadata":{},"items":[')
            self.close_connection = True
            if kind == "endless":
                piece = b'{"metadata":{"name":"p","namespace":"n"}},' * 1000
                try:
                    for _ in range(fault.get("pieces", 1 << 30)):
                        self.wfile.write(piece)
                except OSError:
                    pass
            return True
        if kind == "garbage":
            self.answer(200, bytes(range(256)) * 8)
        elif kind == "html":
            self.answer(200, b"<!DOCTYPE html><title>Blocked</title>", kind="text/html")
        else:
            headers = [("Retry-After", fault["retryAfter"])] if "retryAfter" in fault else []
            code = fault["status"]
            reason = {401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 410: "Expired", 429: "TooManyRequests",
                      500: "InternalError", 503: "ServiceUnavailable"}.get(code, "")
            self.status(code, reason, fault.get("message", f"made {code}"), headers)
        return True

    def public(self, path):
        if path == "/version":
            version = {"major": "1", "minor": "29", "gitVersion": "v1.29.4", "platform": "linux/amd64"}
            return self.answer(200, config.get("version", version))
        if "readyzStatus" in config:
            code = config["readyzStatus"]
            return self.status(code, {401: "Unauthorized", 403: "Forbidden"}.get(code, ""), f"made {code}")
        failing = config.get("notReady", [])
        lines = [f"[-]{name} failed: reason withheld" if name in failing else f"[+]{name} ok"
                 for name in ["ping", "log", *sorted({"etcd", *failing})]]
        lines.append("readyz check failed" if failing else "readyz check passed")
        self.answer(500 if failing else 200, ("\n".join(lines) + "\n").encode(), kind="text/plain; charset=utf-8")

    def review(self, path, review):
        if path != "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews":
            return self.status(405, "MethodNotAllowed", "only reviews are posted")
        if config.get("reviewsDenied"):
            return self.status(403, "Forbidden", "reviews are forbidden")
        wish = review["spec"]["resourceAttributes"]
        resource = "/".join(filter(None, [wish["resource"], wish.get("subresource")]))
        no = denied(wish["verb"], resource, wish.get("namespace", ""), wish.get("name"))
        self.answer(201, {**review, "status": {"allowed": not no, **({} if no else {"reason": "RBAC: allowed"})}})

    def write(self, path, body):
        match = re.fullmatch(r"/api/v1/namespaces/([^/]+)/configmaps(?:/([^/]+))?", path)
        patches = self.command == "PATCH"
        if not match or patches != bool(match[2]):
            return self.status(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
        kind = "application/merge-patch+json" if patches else "application/json"
        if self.headers.get("Content-Type") != kind:
            return self.status(415, "UnsupportedMediaType", f"expected {kind}")
        namespace, name = match[1], match[2] or body["metadata"]["name"]
        verb = "patch" if patches else "create"
        if denied(verb, "configmaps", namespace, name):
            return self.status(403, "Forbidden", f'configmaps "{name}" is forbidden: User "test" cannot {verb} it')
        maps = collections.setdefault("configmaps", [])
        found = next((m for m in maps if m["metadata"].get("namespace") == namespace and m["metadata"]["name"] == name), None)
        if patches != bool(found):
            return self.status(404, "NotFound", f'configmaps "{name}" not found') if patches else \
                self.status(409, "AlreadyExists", f'configmaps "{name}" already exists')
        data = {**((found or {}).get("data") or {}), **body.get("data", {})}
        if sum(len(value.encode()) for value in data.values()) > 1 << 20:
            return self.status(422, "Invalid", f'ConfigMap "{name}" is invalid: []: Too long: must have at most 1048576 bytes')
        if not found:
            found = {**body, "metadata": {**body["metadata"], "namespace": namespace}}
            maps.append(found)
        found["data"] = data
        self.answer(200 if patches else 201, {"kind": "ConfigMap", "apiVersion": "v1", **found})

    def end_of_log(self, printed, url):
        """As a kubelet: tailLines counts the lines of its log file, which have up to 16 KiB; then limitBytes cuts the end."""
        if isinstance(printed, dict):  # {"fill": "text", "bytes": N, "then": "text"}
            printed = (printed["fill"] * (printed["bytes"] // len(printed["fill"]) + 1))[:printed["bytes"]] + printed["then"]
        query = dict(urllib.parse.parse_qsl(url.query))
        stored = []
        for line in printed.encode().splitlines(keepends=True):
            stored += [line[start:start + (16 << 10)] for start in range(0, len(line), 16 << 10)]
        if "tailLines" in query:
            stored = stored[-int(query["tailLines"]):]
        return b"".join(stored)[:int(query.get("limitBytes", 1 << 40))]

    def read(self, url):
        log = re.fullmatch(r"/api/v1/namespaces/([^/]+)/pods/([^/]+)/log", url.path)
        if log:
            if denied("get", "pods/log", log[1], log[2]):
                return self.status(403, "Forbidden", "pods/log is forbidden")
            printed = config.get("logs", {}).get(f"{log[1]}/{log[2]}")
            if printed is None:
                return self.status(404, "NotFound", "no such pod")
            return self.answer(200, self.end_of_log(printed, url), kind="text/plain")
        match = re.fullmatch(r"/(?:api|apis/([^/]+))/([^/]+)(?:/namespaces/([^/]+))?/([^/]+)(?:/([^/]+))?", url.path)
        group = match and (f"{match[1]}/{match[2]}" if match[1] else match[2])
        if not match or group not in served or match[4] not in kinds:
            return self.answer(404, b"404 page not found\n", kind="text/plain; charset=utf-8")
        namespace, resource, name = match[3] and urllib.parse.unquote(match[3]), match[4], match[5]
        verb = "get" if name else "list"
        if denied(verb, resource, namespace or "", name):
            return self.status(403, "Forbidden", f'{resource} is forbidden: User "test" cannot {verb} resource "{resource}"')
        items = collections.get(resource, [])
        if name:
            for item in items:
                if item["metadata"]["name"] == name and item["metadata"].get("namespace") == namespace:
                    return self.answer(200, {"kind": kinds[resource], "apiVersion": group, **item})
            return self.status(404, "NotFound", f'{resource} "{name}" not found')
        query = dict(urllib.parse.parse_qsl(url.query))
        chosen = [(index, item) for index, item in enumerate(items)
                  if (not namespace or item["metadata"].get("namespace") == namespace)
                  and selects(query.get("labelSelector", ""), item["metadata"].get("labels", {}))
                  and ("type!=Normal" not in query.get("fieldSelector", "") or item.get("type") != "Normal")]
        start = 0
        if "continue" in query:
            start, page = json.loads(base64.urlsafe_b64decode(query["continue"]))
            if page == config.get("expireAfter"):
                config["expireAfter"] = None if not config.get("expiresForever") else config["expireAfter"]
                again = base64.urlsafe_b64encode(json.dumps([start, 0]).encode()).decode()
                return self.status(410, "Expired", "The provided continue parameter is too old", **{"continue": again})
        else:
            page = 0
        limit = min(int(query.get("limit") or len(chosen)), config.get("pageLimit", 1 << 30)) or len(chosen)
        bare = "PartialObjectMetadataList" in (self.headers.get("Accept") or "")
        part = chosen[start:start + limit]
        metadata = {"resourceVersion": "1234"}
        if start + limit < len(chosen):
            metadata["continue"] = base64.urlsafe_b64encode(json.dumps([start + limit, page + 1]).encode()).decode()
            if not query.get("labelSelector") and not query.get("fieldSelector"):
                metadata["remainingItemCount"] = len(chosen) - start - limit
        kind = "PartialObjectMetadataList" if bare else kinds[resource] + "List"
        head = json.dumps({"kind": kind, "apiVersion": group, "metadata": metadata})[:-1] + ', "items": ['
        body = head.encode() + b",".join(text(resource, index, item, bare) for index, item in part) + b"]}"
        self.answer(200, body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        # Clients that break off are usual here; a mistake of this server's is not.
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()

    def finish_request(self, request, address):
        request.settimeout(60)
        if "certificate" in config:
            request = context.wrap_socket(request, server_side=True)
        Handler(request, address, self)


if "certificate" in config:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(config["certificate"], config["key"])
    if config.get("clientAuthority"):
        context.load_verify_locations(config["clientAuthority"])
        context.verify_mode = ssl.CERT_OPTIONAL
        # X509_V_FLAG_NO_CHECK_TIME: who has expired is refused after the handshake, as by a real server.
        if not config.get("strict"):
            context.verify_flags |= 0x200000
server = Server((config.get("address", "127.0.0.1"), config.get("port", 0)), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
