"""A real browser for the tests of pages, driven through a pipe, without a library."""

import base64
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--force-device-scale-factor=1", "--remote-debugging-pipe",
)  # fmt: skip
# Chromium reads commands on descriptor 3 and answers on 4, ended by a zero byte.
_TRAMPOLINE = (
    "import os,sys;os.dup2({0},3);os.dup2({1},4);os.execvp(sys.argv[1],sys.argv[1:])"
)


class Browser:
    """One Chromium and one page in it. A class because it is a conversation."""

    def __init__(self, executable: str, profile: str) -> None:
        ends = [fcntl.fcntl(fd, fcntl.F_DUPFD, 20) for fd in (*os.pipe(), *os.pipe())]
        their_in, self._out, self._in, their_out = ends
        start = _TRAMPOLINE.format(their_in, their_out)
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                start,
                executable,
                *_FLAGS,
                f"--user-data-dir={profile}",
            ],
            pass_fds=(their_in, their_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(their_in)
        os.close(their_out)
        self._buffer, self._numbers, self._session = b"", itertools.count(1), ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            piece = os.read(self._in, 1 << 16)
            assert piece, "the browser closed"
            self._buffer += piece
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))

    def _note(self, message: dict[str, Any]) -> None:
        about = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(about["request"]["url"])
        elif message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(about["exceptionDetails"]))
        elif message.get("method") == "Log.entryAdded":
            self.complaints.append(json.dumps(about["entry"]))
        elif message.get("method") == "Runtime.consoleAPICalled":
            self.complaints.append(json.dumps(about["args"]))

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, object] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self._note(answer)

    def run(self, script: str) -> Any:
        """Give the value of a JavaScript expression in the page."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + 20
        while not self.run(script):
            assert time.monotonic() < end, f"still false: {script}"
            time.sleep(0.05)

    def open(
        self,
        path: Path,
        *,
        width: int = 1366,
        height: int = 768,
        scripts: bool = True,
        touch: bool = False,
        hash_: str = "",
        sharpness: int = 1,
    ) -> None:
        # Left first: going to another part of the same page would not load it again.
        self.ask("Page.navigate", url="about:blank")
        self.until("location.href === 'about:blank'")
        self.requests.clear()
        self.complaints.clear()
        self.ask("Emulation.setTouchEmulationEnabled", enabled=touch)
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=sharpness,
            mobile=False,
        )
        self.ask("Page.navigate", url=path.as_uri() + hash_)
        self.until(
            f"document.readyState === 'complete' && location.href.startsWith({json.dumps(path.as_uri())})"
        )

    def type(self, text: str) -> None:
        self.ask("Input.insertText", text=text)

    def press(self, key: str) -> None:
        codes = {
            "Enter": 13, "Escape": 27, "Tab": 9, " ": 32, "End": 35, "Home": 36,
            "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
        }  # fmt: skip
        text = {"Enter": "\r", " ": " "}.get(key, "")
        for kind in ("keyDown", "keyUp"):
            self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code="Space" if key == " " else key,
                windowsVirtualKeyCode=codes[key],
                text=text if kind == "keyDown" else "",
            )

    def tap(self, x: float, y: float) -> None:
        """Touch a point with one finger."""
        point = [{"x": x, "y": y}]
        self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=point)
        self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def read(self, name: str) -> str:
        """Give the text of an element of the page."""
        return str(self.run(f"document.getElementById('{name}').innerText"))

    def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="left",
                clickCount=1,
                buttons=1,
            )

    def picture(self) -> bytes:
        return base64.b64decode(self.ask("Page.captureScreenshot")["data"])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)


def _executable() -> str | None:
    named = os.environ.get("RESEAU_TEST_CHROMIUM")
    names = (named,) if named else ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = _executable()
    if executable is None:
        reason = "no Chromium: install one or set RESEAU_TEST_CHROMIUM"
        if os.environ.get("RESEAU_REQUIRE_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        chromium = Browser(executable, profile)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the source of axe-core, from RESEAU_TEST_AXE or the npm registry."""
    named = os.environ.get("RESEAU_TEST_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("axe")
    npm = shutil.which("npm")
    if npm is not None:
        subprocess.run(
            [npm, "pack", "--silent", "axe-core@4"],
            cwd=folder, check=False, capture_output=True, timeout=120,
        )  # fmt: skip
    packed = next(folder.glob("*.tgz"), None)
    if packed is None:
        reason = "no axe-core: install npm or set RESEAU_TEST_AXE to its axe.min.js"
        if os.environ.get("RESEAU_REQUIRE_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)
    with tarfile.open(packed) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Callable[..., Browser]:
    """Write a page to a file and open it: ``visit(html, width=…, scripts=…)``."""

    def opened(html: str, **how: Any) -> Browser:
        path = tmp_path / "carte.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        browser.open(path, **how)
        return browser

    return opened
