const device = document.getElementById("device");
const target = document.getElementById("target");
let shown;
let waiting;

const adjustHeight = (frame) => {
  const { body, documentElement } = frame.contentDocument ?? {};
  if (!body) return;
  frame.style.height = "0";
  frame.style.height = `${Math.max(documentElement.scrollHeight, 200)}px`;
};

const linkAt = (event) => event.target.closest?.("a[href]")?.getAttribute("href");

/** Links tell where they lead, and lead nowhere: a link that is followed can use up the code in it. */
const holdLinks = (page) => {
  for (const name of ["click", "auxclick"])
    page.addEventListener(name, (event) => {
      const link = linkAt(event);
      if (link === undefined) return;
      event.preventDefault();
      target.textContent = `Not followed: ${link}`;
    });
  page.addEventListener("mouseover", (event) => {
    target.textContent = linkAt(event) ?? "";
  });
  page.addEventListener("dragstart", (event) => event.preventDefault());
};

/**
 * Loads the mail out of sight, and shows it when it is there: no flash of nothing between two saves. Answers whether it
 * is on the screen, or a newer one was faster.
 */
export const loadMail = (html) =>
  new Promise((resolve) => {
    waiting?.remove();
    const frame = Object.assign(document.createElement("iframe"), { title: "The mail", className: "waiting" });
    // Without scripts; the origin is ours, so that the page can hold the links and see how high the mail is.
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.srcdoc = html;
    waiting = frame;
    frame.addEventListener("load", () => {
      if (waiting !== frame) return resolve(false);
      waiting = undefined;
      holdLinks(frame.contentDocument);
      adjustHeight(frame);
      frame.className = "";
      frame.id = "mail";
      shown?.remove();
      shown = frame;
      return resolve(true);
    });
    device.append(frame);
  });

/** Calls back when somebody drags the frame to another width. */
export const watchWidth = (changed) =>
  new ResizeObserver(([entry]) => {
    const width = String(Math.round(entry.contentRect.width));
    if (shown) adjustHeight(shown);
    if (device.style.width === `${width}px`) changed(width);
  }).observe(device);
