"""The servers that are probed: real ones, on ports chosen now, stopped by their process ids."""

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

HERE, HOSTS = "127.0.0.1", "127.1"


def free_port() -> int:
    """A port that neither TCP nor UDP uses."""
    while True:
        with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagram:
            stream.bind((HERE, 0))
            try:
                datagram.bind(stream.getsockname())
            except OSError:
                continue
            return stream.getsockname()[1]


class Servers:
    """nginx with one P-256 certificate for every host, and BIND with one zone in which each has an address."""

    def __init__(self, folder: Path, tls_port: int, names: set[str], *, here=HERE, hosts=HOSTS, nameserver=HERE):
        """`here` is the nameserver's own address, `nameserver` the one at which it is asked; the names get addresses that
        begin with `hosts`."""
        self.folder, self.here, self.hosts, self.nameserver_address = folder, here, hosts, nameserver
        self.tls_port, self.plain_port, self.dns_port = tls_port, free_port(), free_port()
        self.processes: list[subprocess.Popen] = []
        self._make_certificates(names)
        self._configure_nginx()
        self._configure_named(names)

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    @property
    def nameserver(self) -> str:
        return f"{self.nameserver_address}:{self.dns_port}"

    def __enter__(self):
        program = self.folder / "named"
        # A copy: Debian's AppArmor profile keeps /usr/sbin/named from reading temporary files.
        shutil.copy("/usr/sbin/named", program)
        self._start([program, "-f", "-4", "-n", "1", "-c", self.folder / "named.conf"])
        self._start(["/usr/sbin/nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", "nginx.log"])
        for port in (self.tls_port, self.plain_port, self.dns_port):
            self._wait_for(port)
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait()

    def _start(self, command: list):
        log = open(self.folder / "servers.log", "a")
        self.processes.append(subprocess.Popen(list(map(str, command)), stdout=log, stderr=log, cwd=self.folder))

    def _wait_for(self, port: int):
        for _ in range(400):
            with socket.socket() as client:
                if client.connect_ex((self.here, port)) == 0:
                    return
            time.sleep(0.05)
        raise SystemExit(f"A server did not start:\n{(self.folder / 'servers.log').read_text()}")

    def _make_certificates(self, names: set[str]):
        patterns = sorted({"*." + name.split(".", 1)[1] for name in names})
        (self.folder / "leaf.cnf").write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in patterns) + "\n")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

        openssl("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "90", "-subj", "/CN=Benchmark",
                "-addext", "keyUsage=critical,keyCertSign")
        openssl("req", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=leaf")
        openssl("x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
                "-days", "90", "-extfile", "leaf.cnf", "-out", "leaf.pem")

    def _configure_nginx(self):
        (self.folder / "nginx.conf").write_text(f"""
            daemon off; pid nginx.pid; worker_processes 1; error_log nginx.log; worker_rlimit_nofile 8192;
            events {{ worker_connections 4096; }}
            http {{
              access_log off; keepalive_timeout 0; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f;
              uwsgi_temp_path u; scgi_temp_path s;
              server {{
                listen {self.tls_port} ssl backlog=4096; listen {self.plain_port} backlog=4096;
                ssl_certificate leaf.pem; ssl_certificate_key leaf.key; ssl_protocols TLSv1.3;
                ssl_session_tickets off; ssl_session_cache off;
                location / {{ default_type text/plain; return 200 "ok\\n"; }}
              }}
            }}
            """)

    def _configure_named(self, names: set[str]):
        records = [f"{name}. A {self.hosts}.{index // 200 % 200 + 1}.{index % 200 + 1}"
                   for index, name in enumerate(sorted(names))]
        (self.folder / "zone").write_text("\n".join(
            ["$TTL 300", ". SOA ns. root. 1 3600 600 86400 300", ". NS ns.", f"ns. A {self.here}", *records, ""]))
        (self.folder / "named.conf").write_text(f"""
            options {{
              directory "."; listen-on port {self.dns_port} {{ {self.here}; }}; listen-on-v6 {{ none; }};
              pid-file none; session-keyfile none; lock-file none; geoip-directory none;
              recursion no; notify no; empty-zones-enable no; dnssec-validation no; allow-query {{ any; }};
            }};
            controls {{ }};
            zone "." {{ type primary; file "zone"; }};
            """)
