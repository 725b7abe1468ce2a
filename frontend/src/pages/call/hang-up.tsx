/** Leaving is asked once, and a time-out offered in its place. */

import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

export interface HangUpProps {
  open: boolean;
  called: string;
  paused: boolean;
  onStay: () => void;
  onPause: () => void;
  onHangUp: () => void;
}

export function HangUp({ open, called, paused, onStay, onPause, onHangUp }: HangUpProps) {
  return (
    <ModalOverlay
      className="veil"
      data-theme="dark"
      isOpen={open}
      isDismissable
      onOpenChange={(next) => {
        if (!next) onStay();
      }}
    >
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">Leave the call with {called}?</Heading>
          <p className="quiet">
            The call ends here, and a report is made of what was said. Nobody is told why you left.
          </p>
          <div className="acts">
            <Button className="btn stop" onPress={onHangUp}>
              Hang up
            </Button>
            {/* The harmless way has the focus, as in every dialog that ends something. */}
            {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
            <Button className="btn second" onPress={onStay} autoFocus>
              Stay
            </Button>
            {!paused && (
              <Button className="btn plain" onPress={onPause}>
                Take a time-out instead
              </Button>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
