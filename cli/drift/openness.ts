/** Says whom a configuration opens a bucket to, when that is more people than its owner would think. */

import type { Props } from "../../provider/model/props";
import { anyone } from "../../sdk/policyNames";

/** A grant of an ACL, as arguments have it. */
interface Grant {
  readonly grantee?: { readonly group?: string };
  readonly permission?: string;
}

/** A statement of a policy, as arguments have it. */
interface Statement {
  readonly effect?: string;
  readonly principal?: { readonly qcs?: readonly string[] };
  readonly action?: readonly string[];
  readonly condition?: unknown;
}

/**
 * Whom a configuration opens the bucket to.
 * @returns such as `everyone may read and write`; `undefined` when it opens it to nobody in particular
 */
export function opensTo(token: string, inputs: Props): string | undefined {
  switch (token) {
    case "BucketAcl":
      return aclOpensTo(inputs);
    case "BucketPolicy":
      return policyOpensTo(inputs.policy);
    default:
      return undefined;
  }
}

const canned: Readonly<Record<string, string>> = {
  "public-read": "everyone may read",
  "public-read-write": "everyone may read and write",
  "authenticated-read": "every account may read",
};

const permissions: Readonly<Record<string, string>> = {
  READ: "read",
  WRITE: "write",
  READ_ACP: "read the access rules",
  WRITE_ACP: "write the access rules",
  FULL_CONTROL: "do everything",
};

function aclOpensTo({ acl, grants = [] }: Props): string | undefined {
  if (typeof acl === "string") {
    return canned[acl];
  }
  const groups = { AllUsers: "everyone", AuthenticatedUsers: "every account" };
  const opened = Object.entries(groups).flatMap(([group, who]) => {
    const may = (grants as readonly Grant[])
      .filter(({ grantee }) => grantee?.group === group)
      .map(({ permission = "" }) => permissions[permission] ?? permission);
    return may.length === 0 ? [] : [`${who} may ${may.join(" and ")}`];
  });
  return opened.length === 0 ? undefined : opened.join(", ");
}

function policyOpensTo(policy: unknown): string | undefined {
  const document = (policy ?? {}) as {
    readonly principal?: Statement["principal"];
    readonly statement?: readonly Statement[];
  };
  const open = (document.statement ?? []).filter(
    ({ effect, principal = document.principal }) =>
      effect === "allow" && principal?.qcs?.some((who) => who === anyone || who === "*") === true,
  );
  if (open.length === 0) {
    return undefined;
  }
  const actions = [...new Set(open.flatMap(({ action = [] }) => action))].map((action) =>
    action.replace(/^name\/cos:/, ""),
  );
  const conditional = open.every(({ condition }) => condition !== undefined) ? ", under conditions" : "";
  return `everyone may ${actions.join(", ")}${conditional}`;
}
