// One call in Firefox ESR, driven by WebDriver BiDi: node firefox-call.mjs URL -> JSON.
// Firefox's fake microphone is a tone, so the learner types; sound and picture come in as ever.
import puppeteer from 'puppeteer-core';

const url = process.argv[2];
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: '/usr/bin/firefox-esr',
  headless: true,
  extraPrefsFirefox: {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.autoplay.default': 0,
    'media.autoplay.blocking_policy': 0,
    'media.autoplay.block-webaudio': false,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'media.gmp-manager.updateEnabled': false,
  },
});

async function click(page, text) {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('button, a, label')].some((e) => e.innerText?.trim() === wanted),
    { timeout: 20000 },
    text,
  );
  await page.evaluate((wanted) => {
    [...document.querySelectorAll('button, a, label')]
      .find((e) => e.innerText?.trim() === wanted)
      .click();
  }, text);
}

try {
  const page = await browser.newPage();
  await page.goto(`${url}/scenarios/theresa-nowak`);
  await click(page, 'Check sound and camera');
  await click(page, 'Go in to Theresa');
  await page.waitForFunction(() => document.querySelector('video')?.videoWidth === 512, {
    timeout: 30000,
  });
  const result = await page.evaluate(async () => {
    const video = document.querySelector('video');
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(video.srcObject).connect(analyser);
    void context.resume(); // may wait for a gesture for ever
    const samples = new Float32Array(analyser.fftSize);
    let frames = 0;
    let loudest = 0;
    const count = () => {
      frames += 1;
      video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
    const started = performance.now();
    while (performance.now() - started < 15000) {
      analyser.getFloatTimeDomainData(samples);
      loudest = Math.max(loudest, ...samples.map(Math.abs));
      await new Promise((done) => setTimeout(done, 50));
    }
    return {
      fps: frames / ((performance.now() - started) / 1000),
      loudest,
      captions: document.querySelector('.captions')?.innerText ?? '',
      address: location.pathname,
    };
  });
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
}
