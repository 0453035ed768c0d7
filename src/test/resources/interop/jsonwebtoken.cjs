// node jsonwebtoken.cjs sign|verify ALG KEYFILE, with jsonwebtoken beside it in node_modules.
// sign reads {"header":{...},"payload":{...}} and prints the token; verify reads a token and prints its payload.
const fs = require('fs');
const jwt = require('jsonwebtoken');
const [action, algorithm, keyFile] = process.argv.slice(2);
const key = fs.readFileSync(keyFile);
const input = fs.readFileSync(0, 'utf8').trim();
if (action === 'sign') {
  const { header, payload } = JSON.parse(input);
  console.log(jwt.sign(payload, key, { algorithm, header: { ...header, alg: algorithm }, noTimestamp: true }));
} else {
  console.log(JSON.stringify(jwt.verify(input, key, { algorithms: [algorithm] })));
}
