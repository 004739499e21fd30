-- POST runs/log-metric, every request a point never seen before: the thread is part of the key, the step counts up.
-- Arguments: key prefix, first timestamp, file with one run id a line.
dofile("bench/wrk/report.lua")
local headers = { ["Content-Type"] = "application/json" }
local runs, n, prefix, start = {}, 0, nil, nil

function init(args)
  prefix, start = args[1] .. tid .. ".", tonumber(args[2])
  for line in io.lines(args[3]) do runs[#runs + 1] = line end
end

function request()
  n = n + 1
  local body = '{"run_id":"' .. runs[(n * 7 + tid) % #runs + 1] .. '","key":"' .. prefix .. n % 8 ..
    '","value":' .. n .. '.5,"timestamp":' .. string.format("%d", start + n) .. ',"step":' .. n .. '}'
  return wrk.format("POST", "/api/2.0/mlflow/runs/log-metric", headers, body)
end
