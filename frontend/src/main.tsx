import "@fontsource-variable/newsreader/opsz.css";
import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "./styles/tokens.css";
import "./styles/ground.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./styles/words.css";
import "./styles/figures.css";
import "./styles/states.css";

import { createRoot } from "react-dom/client";

import { App } from "./app";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app to draw into.");
createRoot(root).render(<App />);
