-- GET of the path that wrk was given.
dofile("bench/wrk/report.lua")
