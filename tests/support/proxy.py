"""A proxy between client and server that loses answers, so that the server has done what was asked and the client does not hear, or
answers itself, as one in front of a server that is out of order."""

import http.client
import random
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOPS = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Losing:
    """What happens to requests whose method and path match: some are lost, always the first one.

    `request` loses it before the server hears of it, else the server's answer is lost. `times` is how often, at most.
    """

    def __init__(self, pattern, request=False, times=10**9, share=0.3):
        self.pattern, self.request, self.left, self.share = re.compile(pattern), request, times, share
        self.dice, self.seen = random.Random(3), 0

    def applies(self, asked, _body):
        if not self.left or not self.pattern.search(asked):
            return False
        self.seen += 1
        if self.seen > 1 and self.dice.random() > self.share:
            return False
        self.left -= 1
        return True


class Answering:
    """Requests that match, and whose body has some bytes, are answered here, until `over` is set."""

    def __init__(self, pattern, status, content=b"<html>Bad gateway</html>", body=b""):
        self.pattern, self.status, self.content, self.body = re.compile(pattern), status, content, body
        self.over = False

    def applies(self, asked, body):
        return not self.over and bool(self.pattern.search(asked)) and self.body in body


class Proxy:
    """Passes on what comes to its port, but for what its rules lose."""

    def __init__(self, port, *rules):
        self.target, self.rules, self.lock = port, rules, threading.Lock()
        self.asked = []
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self):
                try:
                    self.raw_requestline = self.rfile.readline(65537)
                    if not self.raw_requestline or not self.parse_request():
                        self.close_connection = True
                        return
                    proxy._pass(self)
                except (ConnectionError, http.client.HTTPException):
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.listener.server_address[1]}"

    def _pass(self, handler):
        asked = f"{handler.command} {handler.path}"
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        with self.lock:
            rule = next((rule for rule in self.rules if rule.applies(asked, body)), None)
            self.asked.append((asked, rule is not None))
        if isinstance(rule, Answering):
            return self._answer(handler, rule.status, [], rule.content)
        if rule and rule.request:
            return self._lose(handler)
        upstream = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        upstream.request(handler.command, handler.path, body, dict(handler.headers))
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()
        if rule:
            return self._lose(handler)
        self._answer(handler, answer.status, answer.getheaders(), content)

    def _answer(self, handler, status, headers, content):
        handler.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOPS:
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content)

    def _lose(self, handler):
        handler.close_connection = True
        handler.connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()
