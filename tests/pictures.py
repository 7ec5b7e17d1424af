"""Makes the pictures of the README from real reports: `python tests/pictures.py` (needs Chromium; TRIAGEKIT_CHROMIUM names it)."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).parent.parent
DARK = "--blink-settings=preferredColorScheme=0"
PICTURES = {
    "report-light": ("samples/auth/token-expired.txt", 980, 1100, ()),
    "report-dark": ("samples/auth/token-expired.txt", 980, 1100, (DARK,)),
    "report-phone": ("samples/throttle/rate-limit-exceeded.txt", 500, 1000, ()),
}
"""Name of the picture: the sample, width and height in pixels, further options of the browser."""


def main():
    browser = os.environ.get("TRIAGEKIT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("Chromium is not installed here")
    sys.path.insert(0, str(HOME))
    import triagekit

    with tempfile.TemporaryDirectory() as folder:
        for name, (sample, width, height, more) in PICTURES.items():
            page = Path(folder) / "report.html"
            page.write_text(triagekit.render(triagekit.analyze(HOME / sample), "html"), encoding="utf-8")
            target = HOME / "docs" / "images" / f"{name}.png"
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={folder}/profile", f"--window-size={width},{height}", f"--screenshot={target}", *more]
            subprocess.run([browser, *flags, page.as_uri()], check=True, capture_output=True, timeout=120)
            print(target, target.stat().st_size)


if __name__ == "__main__":
    main()
