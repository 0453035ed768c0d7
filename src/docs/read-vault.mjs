#!/usr/bin/env node
// Reads a Latchkey vault. Written from vault-format.md alone, with Node's own crypto and one package for Argon2 (hash-wasm),
// and nothing of Latchkey's: it shows that a vault can be read for as long as that page is at hand.
//
//   npm install hash-wasm
//   node read-vault.mjs FILE --password-file F [--key-file F] [--secrets]
//   node read-vault.mjs FILE --recovery-key-file F [--secrets]
//
// Prints JSON. Secrets are printed only with --secrets, as base64. Exit codes: 0 read, 1 refused, 2 used wrongly.
import { createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { crc32 } from 'node:zlib'

const MAGIC = Buffer.from('LATCHKEY/1\n')
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const MIB = 1 << 20

class Refused extends Error {}
const refuse = (why) => {
  throw new Refused(why)
}

// ---- what the format is made of

/** Strict base64url: no padding, unused bits zero, this many bytes. */
function bytes(text, length) {
  const value = Buffer.from(String(text), 'base64url')
  if (value.length !== length || value.toString('base64url') !== text) refuse('damaged: not base64url of ' + length + ' bytes')
  return value
}

/** K(ikm, salt, info) of the page: HKDF with SHA-256, 32 bytes out. */
const derive = (ikm, salt, info) => Buffer.from(hkdfSync('sha256', ikm, salt, Buffer.from(info, 'ascii'), 32))

/** AES-256-GCM with a nonce of zeros; undefined where the tag is another's. */
function open(key, sealed, additional) {
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12))
  cipher.setAAD(additional)
  cipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  } catch {
    return undefined
  }
}

const PRIVATE = Buffer.from('302e020100300506032b656e04220420', 'hex') // RFC 8410: X25519 as PKCS#8 ...
const PUBLIC = Buffer.from('302a300506032b656e032100', 'hex') // ... and as SPKI
const scalar = (raw) => createPrivateKey({ key: Buffer.concat([PRIVATE, raw]), format: 'der', type: 'pkcs8' })
const point = (raw) => createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' })
const pointOf = (privateKey) => createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)

/** The length that the padding gives to this many bytes of content. */
function padded(content) {
  const length = Math.max(65536, content)
  const e = Math.floor(Math.log2(length))
  const step = 2 ** (e - Math.floor(Math.log2(e)) - 1)
  return Math.ceil(length / step) * step
}

// ---- what a person brings

function firstLine(file) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  return text.split('\n')[0].replace(/\r$/, '')
}

function password(file) {
  const utf8 = Buffer.from(firstLine(file).normalize('NFC'), 'utf8')
  if (utf8.length < 1 || utf8.length > 1024) refuse('a password has 1 to 1024 bytes')
  return utf8
}

function keyFile(file) {
  const found = /^LATCHKEY-KEY-FILE\/1 (\S{11}) (\S{43}) ([0-9a-f]{8})$/.exec(readFileSync(file, 'utf8').replace(/^\ufeff/, '').trim())
  if (!found) refuse('not a key file')
  const check = createHash('sha256').update(`${found[1]} ${found[2]}`).digest('hex').slice(0, 8)
  if (check !== found[3]) refuse('the key file is damaged')
  return { id: found[1], key: bytes(found[2], 32) }
}

function recoveryKey(file) {
  const typed = readFileSync(file, 'utf8').toUpperCase().replace(/[\s\p{Pd}\ufeff]/gu, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const bits = [...typed].map((c) => CROCKFORD.indexOf(c))
  if (bits.length !== 56 || bits.includes(-1)) refuse('a recovery key has 56 letters and digits')
  const all = Buffer.from(bits.map((b) => b.toString(2).padStart(5, '0')).join('').match(/.{8}/g).map((b) => parseInt(b, 2)))
  const key = all.subarray(0, 32)
  const check = createHash('sha256').update('latchkey/1 recovery check').update(key).digest().subarray(0, 3)
  if (!check.equals(all.subarray(32))) refuse('the recovery key is mistyped')
  return key
}

// ---- the file, from outside to inside

function outside(file) {
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) refuse('not a vault of format LATCHKEY/1')
  if (file.length < MAGIC.length + 8) refuse('damaged: too short')
  if (crc32(file.subarray(0, -4)) !== file.readUInt32BE(file.length - 4)) refuse('damaged: the CRC is another')
  const length = file.readUInt32BE(MAGIC.length)
  const start = MAGIC.length + 4 + length
  if (length < 2 || length > 65536 || start + 16 + 4 > file.length) refuse('damaged: the header has no room')
  const text = file.subarray(MAGIC.length + 4, start).toString('latin1')
  const header = JSON.parse(text)
  if (JSON.stringify(header) !== text) refuse('damaged: the header is not canonical')
  const members = Object.keys(header).join()
  if (members !== 'vault,generation,epoch,commit,salt,slots') refuse('a later version of Latchkey wrote this')
  bytes(header.vault, 16)
  bytes(header.commit, 32)
  bytes(header.salt, 32)
  return { header, prefix: file.subarray(0, start), sealed: file.subarray(start, -4) }
}

async function argon2(secret, slot) {
  const bounded = slot.v === 19 && slot.m >= 65536 && slot.m <= 1048576 && slot.t >= 3 && slot.t <= 16 && slot.p >= 1 && slot.p <= 8
  if (!bounded) refuse('the vault asks for more work than a vault may')
  const require = createRequire(import.meta.url)
  const { argon2id } = require(require.resolve('hash-wasm', { paths: [process.cwd(), import.meta.dirname] }))
  const cost = { memorySize: slot.m, iterations: slot.t, parallelism: slot.p, hashLength: 32, outputType: 'binary' }
  return Buffer.from(await argon2id({ password: secret, salt: bytes(slot.salt, 16), ...cost }))
}

/** ikm and salt of a slot; undefined where what the person brought does not fit it. */
async function keying(slot, vault, brought) {
  if (slot.type === 'password' && brought.password) {
    return { ikm: await argon2(brought.password, slot), salt: bytes(slot.salt, 16) }
  }
  if (slot.type === 'password+file' && brought.password && brought.keyFile?.id === slot.file) {
    return { ikm: Buffer.concat([await argon2(brought.password, slot), brought.keyFile.key]), salt: bytes(slot.salt, 16) }
  }
  if (slot.type === 'recovery' && brought.recovery) {
    const sk = scalar(derive(brought.recovery, bytes(vault, 16), 'latchkey/1 recovery'))
    const epk = bytes(slot.epk, 32)
    return { ikm: diffieHellman({ privateKey: sk, publicKey: point(epk) }), salt: Buffer.concat([epk, pointOf(sk)]) }
  }
  return undefined
}

async function dataKey(header, brought) {
  for (const slot of header.slots) {
    const found = await keying(slot, header.vault, brought)
    if (!found) continue
    const text = JSON.stringify(slot)
    const additional = Buffer.from(`LATCHKEY/1 ${header.vault} ${text.slice(0, text.indexOf('"wrap"'))}`, 'ascii')
    const key = open(derive(found.ikm, found.salt, 'latchkey/1 slot ' + slot.type), bytes(slot.wrap, 48), additional)
    if (!key) continue
    const commit = derive(key, bytes(header.vault, 16), 'latchkey/1 commit')
    if (!timingSafeEqual(commit, bytes(header.commit, 32))) refuse('damaged: the commitment is another')
    return key
  }
  return refuse('no slot opens with this')
}

function inside(plain) {
  const m = plain.readUInt32BE(0)
  const s = plain.readUInt32BE(4)
  const end = 8 + m + s
  if (plain.length !== padded(end) || plain.subarray(end).some((b) => b !== 0)) refuse('damaged: the padding is wrong')
  const manifest = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain.subarray(8, 8 + m)))
  return { manifest, secrets: plain.subarray(8 + m, end) }
}

// ---- what it amounts to

const order = (a, b) => a[0] - b[0] || Buffer.compare(bytes(a[1], 8), bytes(b[1], 8))
const name = (stamp) => stamp.join()

function contents({ manifest, secrets }, withSecrets) {
  const removed = new Set(manifest.removed.map(name))
  const items = new Map()
  let at = 0
  for (const value of manifest.values) {
    if (value.secret) {
      if (value.secret.at !== at) refuse('damaged: the secrets are not adjacent')
      at += value.secret.len
    }
    if (removed.has(name(value.stamp))) continue
    if (!items.has(value.credential)) items.set(value.credential, [])
    items.get(value.credential).push(value)
  }
  if (at !== secrets.length) refuse('damaged: the secrets do not end where they must')
  return [...items].map(([id, values]) => item(id, values.sort((a, b) => order(a.stamp, b.stamp)), secrets, withSecrets))
}

function item(id, values, secrets, withSecrets) {
  const current = new Map(values.map((value) => [value.field, value]))
  const trash = current.get('trash')?.value
  const covered = new Set(Array.isArray(trash) ? trash.filter(Array.isArray).map(name) : [])
  const others = values.filter((value) => value.field !== 'trash')
  const shown = { id, inTrash: Array.isArray(trash) && others.every((value) => covered.has(name(value.stamp))), fields: {}, secrets: {} }
  for (const [field, { value, secret }] of current) {
    if (field === 'trash') continue
    if (secret) {
      const plain = secrets.subarray(secret.at, secret.at + secret.len)
      shown.secrets[field] = withSecrets ? plain.toString('base64') : secret.len + ' bytes'
    } else if (value !== null) {
      shown.fields[field] = value
    }
  }
  return { ...shown, earlierValues: values.length - current.size }
}

// ---- the command

async function main([file, ...options]) {
  const brought = {}
  let withSecrets = false
  while (options.length > 0) {
    const option = options.shift()
    if (option === '--secrets') withSecrets = true
    else if (option === '--password-file' && options.length) brought.password = password(options.shift())
    else if (option === '--key-file' && options.length) brought.keyFile = keyFile(options.shift())
    else if (option === '--recovery-key-file' && options.length) brought.recovery = recoveryKey(options.shift())
    else return usage()
  }
  if (!file || !(brought.password || brought.recovery)) return usage()
  const { header, prefix, sealed } = outside(readFileSync(file))
  const key = await dataKey(header, brought)
  const plain = open(derive(key, bytes(header.salt, 32), 'latchkey/1 payload'), sealed, prefix)
  if (!plain) refuse('damaged: the contents are not what was sealed')
  const { vault, generation, epoch } = header
  console.log(JSON.stringify({ vault, generation, epoch, items: contents(inside(plain), withSecrets) }, null, 2))
  return 0
}

function usage() {
  console.error('node read-vault.mjs FILE --password-file F [--key-file F] [--secrets], or --recovery-key-file F')
  return 2
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Refused) && error.code !== 'ENOENT') throw error
  console.error('read-vault: ' + error.message)
  process.exitCode = 1
}
