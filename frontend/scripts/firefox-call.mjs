// One call in Firefox ESR, driven by WebDriver BiDi: node firefox-call.mjs URL -> JSON.
// Firefox's fake microphone is a tone, so the learner types; sound and picture come in as ever.
import puppeteer from "puppeteer-core";

const url = process.argv[2];
const SECONDS = 20;
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  headless: true,
  extraPrefsFirefox: {
    "media.navigator.streams.fake": true,
    "media.navigator.permission.disabled": true,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "media.peerconnection.ice.obfuscate_host_addresses": false,
    "media.gmp-manager.updateEnabled": false,
  },
});

async function click(page, text) {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll("button, a, label")].some(
        (e) => e.innerText?.trim() === wanted,
      ),
    { timeout: 20000 },
    text,
  );
  await page.evaluate((wanted) => {
    [...document.querySelectorAll("button, a, label")]
      .find((e) => e.innerText?.trim() === wanted)
      .click();
  }, text);
}

/** Runs in the page: counts the frames shown and records the sound. A MediaRecorder needs no
 * sound card, which a Web Audio context would wait for. */
function startRecording() {
  const video = document.querySelector("video");
  const chunks = [];
  const sound = new MediaStream(video.srcObject.getAudioTracks());
  const recorder = new MediaRecorder(sound, { mimeType: "audio/webm;codecs=opus" });
  recorder.ondataavailable = (event) => chunks.push(event.data);
  recorder.start();
  let frames = 0;
  const count = () => {
    frames += 1;
    video.requestVideoFrameCallback(count);
  };
  video.requestVideoFrameCallback(count);
  const started = performance.now();
  window.stopRecording = async () => {
    const fps = frames / ((performance.now() - started) / 1000);
    await new Promise((done) => {
      recorder.onstop = done;
      recorder.stop();
    });
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { fps, webm: btoa(text) };
  };
}

try {
  const page = await browser.newPage();
  await page.goto(`${url}/scenarios/theresa-nowak`);
  await click(page, "Check sound and camera");
  await click(page, "Go in to Theresa");
  await page.waitForFunction(() => document.querySelector("video")?.videoWidth === 512, {
    timeout: 30000,
  });
  await page.evaluate(startRecording);
  await page.waitForSelector(".c-them", { timeout: 20000 });
  await page.keyboard.press("t");
  await page.waitForSelector(".panel textarea");
  await page.type(".panel textarea", "Is anyone there with you?");
  await page.keyboard.press("Enter");
  await new Promise((done) => setTimeout(done, SECONDS * 1000));
  const words = await page.evaluate(() => document.querySelector(".so-far").innerText);
  console.log(JSON.stringify({ ...(await page.evaluate(() => window.stopRecording())), words }));
} finally {
  await browser.close();
}
