from trends.cli import app

app(prog_name="python -m trends")
