-- Logs people in as fast as answers come: wrk … -s login.lua URL -- KIND RUN FILE
--
-- KIND  returning: people drawn at random from FILE, a unionid of 28 characters on each line
--       first: new people
-- RUN   up to 8 letters and digits that no other run has: no code comes twice
-- With GATEHOUSE_BENCH_ADDRESSES=host:port,host:port the threads take turns among these.

local threads = 0
local addresses = {}
for host, port in (os.getenv("GATEHOUSE_BENCH_ADDRESSES") or ""):gmatch("([^:,]+):(%d+)") do
  addresses[#addresses + 1] = { host, port }
end

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
  if #addresses > 0 then
    local address = addresses[(threads - 1) % #addresses + 1]
    thread.addr = wrk.lookup(address[1], address[2])[1]
  end
end

local people, first, run
local count = 0

function init(args)
  first = args[1] == "first"
  run = args[2]
  people = {}
  for line in io.lines(args[3]) do
    people[#people + 1] = line
  end
  math.randomseed(os.time() * 64 + number)
end

local random = math.random
local head = "POST /v1/logins HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
local before = '\r\n\r\n{"method":"WX","credential":{"channel":"app","code":"'
local fixed = #before - 4 + #'"}}'

function request()
  count = count + 1
  local code
  if first then
    code = string.format("%s%02d%s%010d", run, number, ("n"):rep(16 - #run), count)
  else
    code = people[random(#people)] .. run .. "t" .. number .. "n" .. count
  end
  return head .. (fixed + #code) .. before .. code .. '"}}'
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"lost":%d,"refused":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.timeout, e.status,
    latency:percentile(50), latency:percentile(99)))
end
