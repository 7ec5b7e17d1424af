"""One peer on one file, run by the Python of an environment that has it: `redaction_peers.py TOOL FILE PLANTED`.

Prints JSON: CPU seconds, and how many of the planted values (a JSON map from `secrets` and `people` to lists) it masked or named, apart
for each of the two. Started by bench/redaction.py.
"""

import json
import sys
import time
from pathlib import Path


def har_capture(path):
    from har_capture import sanitize_har

    made = sanitize_har(json.loads(path.read_bytes()))
    clean = json.dumps(made[0] if isinstance(made, tuple) else made)
    return lambda value: value not in clean


def detect_secrets(path):
    from detect_secrets.core.scan import scan_file
    from detect_secrets.settings import default_settings

    with default_settings():
        return _named({s.secret_value for s in scan_file(str(path))})


def credsweeper(path):
    from credsweeper import CredSweeper
    from credsweeper.file_handler.files_provider import FilesProvider

    tool = CredSweeper(size_limit="1GB", ml_threshold=0, depth=2)
    tool.run(FilesProvider([str(path)]))
    return _named({line.value for found in tool.credential_manager.get_credentials() for line in found.line_data_list if line.value})


def presidio(path):
    from presidio_analyzer import PatternRecognizer, predefined_recognizers

    kinds = [getattr(predefined_recognizers, name) for name in dir(predefined_recognizers) if name.endswith("Recognizer")]
    tools = []
    for kind in kinds:
        try:
            made = kind() if issubclass(kind, PatternRecognizer) else None
        except Exception:  # a recogniser that needs more than its own patterns
            made = None
        tools += [made] if made else []
    found = set()
    for line in path.read_text().splitlines():
        for tool in tools:
            found.update(line[hit.start : hit.end] for hit in tool.analyze(line, tool.supported_entities, None) or ())
    return _named(found)


def _named(found):
    text = "\n".join(map(str, found))
    return lambda value: value in text


def main():
    tool, path, planted = sys.argv[1:]
    start = time.process_time()
    caught = {"har-capture": har_capture, "detect-secrets": detect_secrets, "credsweeper": credsweeper, "presidio-analyzer": presidio}[tool](Path(path))
    seconds = time.process_time() - start
    sorts = json.loads(Path(planted).read_text())
    print(json.dumps({"seconds": seconds, **{sort: sum(map(caught, values)) / len(values) for sort, values in sorts.items()}}))


if __name__ == "__main__":
    main()
