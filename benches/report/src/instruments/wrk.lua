-- What wrk measured, in one line: requests, microseconds of the run, microseconds of latency at 50, 99 and
-- 99.9 %, and whatever went wrong.
done = function(summary, latency, _)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("\nfigures: %d %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency:percentile(99.9), failed))
end
