"""A logged model that answers many rows: how long asking for all answers takes, and how many calls there were."""

import json
import sys
import time

import runlore

uri, rows = sys.argv[1], int(sys.argv[2])
runlore.set_tracking_uri(uri)
with runlore.start_run():
    info = runlore.openai.log_model("gpt-4", "chat.completions", name="model", messages=[{"role": "user", "content": "{question}"}])
model = runlore.pyfunc.load_model(info.model_uri)
begin = time.perf_counter()
answers = model.predict([{"question": f"question {row}"} for row in range(rows)])
took = time.perf_counter() - begin
if answers != [f"Answer to: question {row}" for row in range(rows)]:
    sys.exit("answers are missing, or are those of other rows")
print(json.dumps({"s": took}))
