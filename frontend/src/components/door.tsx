/** Where a server is not a demo: its access code, asked once. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { Button, Input, Label, TextField } from "react-aria-components";

import type { ApiError } from "../core/api/errors";
import { useTitle } from "../hooks/page";
import { useServices } from "../hooks/services";
import { reason } from "./trouble";

export function Door({ error }: { error: ApiError }) {
  useTitle("Access code");
  const { api } = useServices();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const entering = useMutation({
    mutationFn: () => api.signIn(code.trim()),
    onSuccess: async (learner) => {
      queries.setQueryData(["session"], learner);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
    },
  });
  const trouble = entering.error ?? (error.code === "access_code_needed" ? null : error);
  return (
    <>
      <div className="opening">
        <h1>Come in with the code you were given</h1>
        <p>There are no accounts here. Whoever runs this server has an access code for you.</p>
      </div>
      <form
        className="stack"
        style={{ maxWidth: "24rem" }}
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          entering.mutate();
        }}
      >
        <TextField
          className={trouble ? "field bad" : "field"}
          value={code}
          onChange={setCode}
          type="password"
          autoComplete="current-password"
          isInvalid={trouble !== null}
        >
          <Label className="label">Access code</Label>
          <Input className="input" />
        </TextField>
        {trouble && (
          <p className="err" role="alert">
            {reason(trouble)}
          </p>
        )}
        <Button className="btn" type="submit" isDisabled={code.trim() === "" || entering.isPending}>
          Come in
        </Button>
      </form>
    </>
  );
}
