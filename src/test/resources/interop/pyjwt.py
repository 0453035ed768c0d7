"""python3 pyjwt.py sign|verify ALG KEYFILE: the same as jsonwebtoken.cjs with PyJWT."""
import json
import sys

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

action, algorithm, key_file = sys.argv[1:]
key = open(key_file, "rb").read()
text = sys.stdin.read().strip()
if action == "sign":
    wanted = json.loads(text)
    token = jwt.encode(wanted["payload"], key, algorithm=algorithm, headers=wanted["header"])
    print(token if isinstance(token, str) else token.decode())
else:
    if algorithm.startswith("RS"):
        key = load_pem_private_key(key, password=None).public_key()
    print(json.dumps(jwt.decode(text, key, algorithms=[algorithm], options={"verify_aud": False})))
