"""A back end that misbehaves on the wire in the ways a gateway tells apart: hangs up, overlong and broken headers, silence."""

import socketserver
import sys
import time


class Odd(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().decode("latin-1")
        while self.rfile.readline().strip():
            pass
        way = line.split(" ")[1].strip("/").split("/")[-1].split("?")[0] if " " in line else ""
        getattr(self, way, self.plain)()

    def plain(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"ok\":true}")

    def hangup(self):
        return

    def slow(self):
        time.sleep(3)

    def bighead(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Large: " + b"a" * 60_000 + b"\r\nContent-Length: 0\r\n\r\n")

    def garbage(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nBad\x00Header: x\r\nContent-Length: 0\r\n\r\n")

    def nothttp(self):
        self.wfile.write(b"\x15\x03\x01\x00\x02\x02\x28")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    Server(("127.0.0.1", int(sys.argv[1])), Odd).serve_forever()
