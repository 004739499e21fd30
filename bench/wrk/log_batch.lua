-- POST runs/log-batch with 1,000 points never seen before: 50 keys, 20 steps each.
-- Arguments: key prefix, first timestamp, file with one run id a line.
dofile("bench/wrk/report.lua")
local headers = { ["Content-Type"] = "application/json" }
local runs, keys, n, start = {}, {}, 0, nil

function init(args)
  start = tonumber(args[2])
  for line in io.lines(args[3]) do runs[#runs + 1] = line end
  for k = 1, 50 do keys[k] = '{"key":"' .. args[1] .. tid .. "." .. k .. '",' end
end

function request()
  n = n + 1
  local points = {}
  for s = 0, 19 do
    local step = n * 20 + s
    local rest = string.format('"value":%d.25,"timestamp":%d,"step":%d}', step, start + step, step)
    for k = 1, 50 do points[s * 50 + k] = keys[k] .. rest end
  end
  local body = '{"run_id":"' .. runs[(n * 7 + tid) % #runs + 1] .. '","metrics":[' .. table.concat(points, ",") .. "]}"
  return wrk.format("POST", "/api/2.0/mlflow/runs/log-batch", headers, body)
end
