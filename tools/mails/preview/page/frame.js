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

/** Shows where links lead and does not follow them: following a link could use up its code. */
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
 * Loads the mail in the background and then shows it, so that saves do not cause a flash. @returns whether it
 * is shown; false if a newer mail was faster.
 */
export const loadMail = (html) =>
  new Promise((resolve) => {
    waiting?.remove();
    const frame = Object.assign(document.createElement("iframe"), { title: "The mail", className: "waiting" });
    // Without scripts, but with the same origin, so that the page can block links and read the mail's height.
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

/** Calls back when the user changes the frame's width. */
export const watchWidth = (changed) =>
  new ResizeObserver(([entry]) => {
    const width = String(Math.round(entry.contentRect.width));
    if (shown) adjustHeight(shown);
    if (device.style.width === `${width}px`) changed(width);
  }).observe(device);
