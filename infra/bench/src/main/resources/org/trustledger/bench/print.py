# Prints by WeasyPrint whatever it is told to, and says how long it took: the other end of Insider.
import sys
import time

import weasyprint

for line in sys.stdin:
    task, manuscript = line.split()
    begin = time.perf_counter()
    weasyprint.HTML(filename=manuscript).write_pdf(manuscript + ".pdf")
    print("measured:", time.perf_counter() - begin, flush=True)
