# ruby ruby-jwt.rb sign|verify ALG KEYFILE: the same as jsonwebtoken.cjs with ruby-jwt.
require 'json'
require 'jwt'
require 'openssl'

action, algorithm, key_file = ARGV
text = $stdin.read.strip
key = File.binread(key_file)
key = OpenSSL::PKey::RSA.new(key) if algorithm.start_with?('RS')
if action == 'sign'
  wanted = JSON.parse(text)
  puts JWT.encode(wanted['payload'], key, algorithm, wanted['header'])
else
  key = key.public_key if algorithm.start_with?('RS') && key.private?
  puts JSON.generate(JWT.decode(text, key, true, { algorithm: algorithm }).first)
end
