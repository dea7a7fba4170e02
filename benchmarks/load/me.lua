-- Asks who somebody is as fast as answers come: wrk … -s me.lua URL -- FILE
--
-- FILE  an access token on each line; they take turns

local requests = {}
local count = 0

function init(args)
  for token in io.lines(args[1]) do
    requests[#requests + 1] = "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " .. token .. "\r\n\r\n"
  end
end

function request()
  count = count + 1
  return requests[count % #requests + 1]
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"micros":%d,"lost":%d,"refused":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.timeout, e.status,
    latency:percentile(50), latency:percentile(99)))
end
