"""python3 batch.py PUBLIC.json < tokens.jsonl: verifies each token with PyJWT, and refuses it changed.

PUBLIC.json: {"ALG": "file of the PEM public key or of the secret"}; prints one line of payload for each token that is good as it
stands and refused with any one of its parts changed.
"""
import json
import sys

import jwt


def changed(text):
    middle = len(text) // 2
    return text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]


keys = json.load(open(sys.argv[1]))
for line in sys.stdin:
    token = json.loads(line)["token"]
    algorithm = jwt.get_unverified_header(token)["alg"]
    key = open(keys[algorithm], "rb").read()
    payload = jwt.decode(token, key, algorithms=[algorithm])
    parts = token.split(".")
    for i in range(3):
        others = parts[:i] + [changed(parts[i])] + parts[i + 1 :]
        try:
            jwt.decode(".".join(others), key, algorithms=[algorithm])
            sys.exit("a changed part was accepted: " + algorithm)
        except jwt.PyJWTError:
            pass
    print(json.dumps({"alg": algorithm, "payload": payload}))
