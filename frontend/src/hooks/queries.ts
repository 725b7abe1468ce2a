/** The server's data, each by one hook. All wait for the session. */

import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import type { ReportAnswer } from "../core/api/client";
import type { CallSummary, HelpLine, Learner, Scenario, ScenarioCard } from "../core/api/types";
import { useServices } from "./services";

const VOICING_POLL_MS = 1_500;
const REPORT_POLL_MS = 1_500;

export function useSession(): UseQueryResult<Learner> {
  const { api } = useServices();
  return useQuery({ queryKey: ["session"], queryFn: () => api.session(), staleTime: Infinity });
}

/** Runs after the session is there, and fails with its error where it cannot be had. */
function useAfterSession<T>(
  key: readonly string[],
  read: () => Promise<T>,
  every?: (found: T | undefined) => number | false,
): UseQueryResult<T> {
  const session = useSession();
  return useQuery({
    queryKey: key,
    queryFn: () => {
      if (session.error !== null) throw session.error;
      return read();
    },
    enabled: session.isFetched,
    refetchInterval: (query) =>
      query.state.error === null ? (every?.(query.state.data) ?? false) : false,
  });
}

export function useScenarios(): UseQueryResult<ScenarioCard[]> {
  const { api } = useServices();
  return useAfterSession(["scenarios"], () => api.scenarios());
}

const voicing = (scenario: Scenario | undefined): number | false =>
  scenario?.prepared != null && scenario.prepared.done < scenario.prepared.total
    ? VOICING_POLL_MS
    : false;

export function useScenario(id: string): UseQueryResult<Scenario> {
  const { api } = useServices();
  return useAfterSession(["scenarios", id], () => api.scenario(id), voicing);
}

/** Who helps a learner in need, as the site has it. */
export function useHelpLines(): UseQueryResult<HelpLine[]> {
  const { api } = useServices();
  return useAfterSession(["help-lines"], () => api.helpLines());
}

export function useCalls(): UseQueryResult<CallSummary[]> {
  const { api } = useServices();
  return useAfterSession(["calls"], () => api.calls());
}

export function useCallSummary(id: string, wanted: boolean): UseQueryResult<CallSummary> {
  const { api } = useServices();
  return useQuery({
    queryKey: ["calls", id],
    queryFn: () => api.call(id),
    enabled: wanted,
    gcTime: 0,
  });
}

/** `null` while the report is being made: asked again until it is there. */
export function useReport(id: string): UseQueryResult<ReportAnswer> {
  const { api } = useServices();
  return useAfterSession(
    ["report", id],
    () => api.report(id),
    (found) => (found === null ? REPORT_POLL_MS : false),
  );
}
