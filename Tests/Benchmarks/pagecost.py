"""What a visitor's block costs a page, beside Intercom's own snippet: pagecost.py CALLBOX [LOADS], run by
`make bench`.

Chromium's trace says how long a page's scripts ran while it was parsed (`EvaluateScript`, thread
time), and how long their functions later, at its load event above all (`FunctionCall`); both kinds of
page are loaded in turn, and the medians compared. Then a page with `load: interaction` is watched
for what it asks of third parties before anybody acts.
"""

import http.client
import http.server
import json
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

MANIFEST = """callbox: 1
workspace: {{ app_id: abc12345 }}
cookie_domain: acme.localhost
sites:
  www:
    host: www.acme.localhost:{port}
    root: public
    ignore: ["intercom.html", "bare.html"]
    routes: [{{ path: /**, boot: visitor }}]
  docs:
    host: docs.acme.localhost:{port}
    root: docs
    load: interaction
    routes: [{{ path: /**, boot: visitor }}]
"""
# https://developers.intercom.com/installing-intercom/web/installation
SNIPPET = """<script>
window.intercomSettings={api_base:"https://api-iam.intercom.io",app_id:"abc12345"};
(function(){var w=window;var ic=w.Intercom;if(typeof ic==="function"){
ic('update',w.intercomSettings);}else{var d=document;var i=function(){i.c(arguments);};i.q=[];
i.c=function(args){i.q.push(args);};w.Intercom=i;var l=function(){var s=d.createElement('script');
s.type='text/javascript';s.async=true;s.src='https://widget.intercom.io/widget/abc12345';
var x=d.getElementsByTagName('script')[0];x.parentNode.insertBefore(s,x);};
if(document.readyState==='complete'){l();}else if(w.attachEvent){w.attachEvent('onload',l);}
else{w.addEventListener('load',l,false);}}})();
</script>"""
PAGE = "<!DOCTYPE html><html><head>{}<title>Acme</title></head><body><h1>Acme</h1></body></html>"


class Driver:
    """chromedriver, one connection a command."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            ["chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.05)
        options = {
            # Nothing outside is reached: the script of the Messenger fails at once in both.
            "args": [
                "--headless", "--no-sandbox", "--remote-debugging-pipe",
                "--host-resolver-rules=MAP *.intercom.io ~NOTFOUND"],
            "perfLoggingPrefs": {"traceCategories": "devtools.timeline"}}
        capabilities = {
            "goog:loggingPrefs": {"performance": "ALL"}, "goog:chromeOptions": options}
        self.session = "/session"
        made = self.call("", capabilities={"alwaysMatch": capabilities})
        self.session += "/" + made["sessionId"]

    def call(self, path, **parameters):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", self.session + path, json.dumps(parameters))
        value = json.load(connection.getresponse())["value"]
        if isinstance(value, dict) and "error" in value:
            sys.exit(f"{path}: {value['error']}: {value['message']}")
        return value

    def events(self):
        """The messages since the last time."""
        for entry in self.call("/se/log", type="performance"):
            yield json.loads(entry["message"])["message"]

    def microseconds(self, address):
        """How long the scripts of a page that is loaded now run while it is parsed, and in all."""
        list(self.events())
        self.call("/url", url=address)
        time.sleep(0.1)  # what comes with the load event is in the trace by then
        times = {"EvaluateScript": 0, "FunctionCall": 0}
        for message in self.events():
            event = message["params"]
            if (event.get("name") in times
                    and event.get("args", {}).get("data", {}).get("url") == address):
                times[event["name"]] += event.get("tdur", 0)
        return times["EvaluateScript"], sum(times.values())


def main():
    callbox = pathlib.Path(sys.argv[1]).resolve()
    loads = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        class Handler(http.server.SimpleHTTPRequestHandler):
            def translate_path(self, path):
                site = "docs" if self.headers["Host"].startswith("docs.") else "public"
                return str(folder / site / path.split("?")[0].lstrip("/"))

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_port
        for path, head in [
            ("public/ours.html", ""), ("public/intercom.html", SNIPPET), ("docs/page.html", "")]:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(PAGE.format(head), encoding="utf-8")
        (folder / "callbox.yml").write_text(MANIFEST.format(port=port), encoding="utf-8")
        subprocess.run([callbox, "build", "--quiet"], cwd=folder, check=True)

        driver = Driver()
        try:
            times = {"ours": [], "intercom": []}
            for page in times:  # the first load of a tab is not traced whole
                driver.microseconds(f"http://www.acme.localhost:{port}/{page}.html")
            for count in range(loads):
                for page, taken in times.items():
                    taken.append(driver.microseconds(
                        f"http://www.acme.localhost:{port}/{page}.html?{count}"))
            list(driver.events())
            driver.call("/url", url=f"http://docs.acme.localhost:{port}/page.html")
            time.sleep(2)
            asked = [
                message["params"]["request"]["url"] for message in driver.events()
                if message["method"] == "Network.requestWillBeSent"]
            here = driver.call("/execute/sync", script="return callbox.site", args=[])
        finally:
            driver.process.kill()
    if not min(times["ours"] + times["intercom"])[0] or here != "docs" or not asked:
        sys.exit("nothing was measured")
    for index, what in enumerate(["while the page is parsed", "with what runs later"]):
        ours, theirs = (
            statistics.median(each[index] for each in taken) for taken in times.values())
        print(
            f"{what}, thread time, median of {loads} loads each in turn: visitor block "
            f"{ours:.0f} µs, Intercom's snippet {theirs:.0f} µs, ratio {ours / theirs:.2f}")
    foreign = [url for url in asked if ".acme.localhost" not in url]
    print(f"load: interaction, before anybody acts: {len(foreign)} requests to third parties")
    sys.exit(1 if foreign else 0)


if __name__ == "__main__":
    main()
