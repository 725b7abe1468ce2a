import type { DeviceState } from "../../core/devices/media";
import { Picture } from "../devices/camera-check";

export function SelfView({ camera }: { camera: DeviceState | null }) {
  if (camera?.status !== "on") return null;
  return (
    <figure className="selfview">
      <Picture track={camera.track} label="Your own picture" />
      <figcaption>You</figcaption>
    </figure>
  );
}
