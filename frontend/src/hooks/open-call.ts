/** Goes in to a patient: opens the call, keeps its ticket, and turns to its page. */

import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { useNavigate } from "react-router";

import { keptCall } from "../core/call/ticket";
import { consent } from "../core/consent";
import { chosenEase } from "../core/ease";
import { useServices } from "./services";

export interface GoingIn {
  scenario: string;
  typedOnly: boolean;
  microphone: boolean;
  camera: boolean;
}

export function useOpenCall(): UseMutationResult<string, Error, GoingIn> {
  const { api } = useServices();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ scenario, typedOnly, microphone, camera }) => {
      const opened = await api.openCall({
        scenario,
        recorded: consent(scenario).read() ?? false,
        typed_only: typedOnly,
        ease: chosenEase(scenario).read() ?? "usual",
      });
      keptCall(opened.id).write({
        id: opened.id,
        token: opened.resume_token,
        signal: opened.signal,
        iceServers: opened.ice_servers,
        scenario,
        typedOnly,
        microphone,
        camera,
      });
      return opened.id;
    },
    onSuccess: (id) => navigate(`/calls/${id}`),
  });
}
