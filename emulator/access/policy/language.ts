/**
 * The language of policies: reads the JSON of a bucket policy, and of a policy of CAM.
 * https://www.tencentcloud.com/document/product/436/18023, 598/10603
 */

import { createHash } from "node:crypto";
import { ServiceError } from "../../format/errors";
import { type Condition, readOperator } from "./conditions";

/** A policy as it is answered, and as it is understood. */
export interface Policy {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** One statement. */
export interface Statement extends Rule {
  readonly principals: readonly string[];
}

/** What a statement says, without its principals. */
export interface Rule {
  readonly effect: "allow" | "deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

type Members = Readonly<Record<string, unknown>>;

/** The principal of a service of the vendor, such as `cos.qcloud.com`, as statements have it. */
export function servicePrincipal(name: string): string {
  return `service:${name}`;
}

const principalPattern =
  /^(\*|qcs::cam::(anyone:anyone|anonymous:anonymous|uin\/\d+:(uin\/\d+|(service|roleName)\/[\w.-]+)))$/;
const servicePattern = /^[\w.-]+$/;
const actionPattern = /^(\*|(name\/)?cos:[A-Za-z*]+)$/;
const resourcePattern = /^(\*|qcs:[^:]*:cos:[^:]*:[^:]*:.+)$/s;

/**
 * Reads the document of a bucket policy.
 * @throws ServiceError MalformedPolicy
 */
export function readPolicy(source: string): Policy {
  let document: Members;
  try {
    document = objectOf(JSON.parse(source), "The policy");
  } catch (error) {
    throw error instanceof ServiceError ? error : malformed("The policy is not JSON.");
  }
  const everywhere = memberOf(document, "principal");
  if (everywhere !== undefined) {
    readPrincipals(everywhere);
  }
  const members = readMembers(document);
  const statements = members.map((each) => ({
    principals: readPrincipals(memberOf(each, "principal") ?? everywhere),
    ...readRule(each),
  }));
  const named = members.map(withSid);
  const answered = Object.entries(document).map(([name, value]) =>
    lowerFirst(name) === "statement" ? ["Statement", Array.isArray(value) ? named : named[0]] : [name, value],
  );
  return { text: JSON.stringify(Object.fromEntries(answered)), statements };
}

/**
 * The rules of a policy that is attached to an identity, and therefore names no principal.
 * @throws ServiceError MalformedPolicy
 */
export function readRules(policy: object): readonly Rule[] {
  const members = readMembers(objectOf(policy, "The policy"));
  if (members.some((each) => memberOf(each, "principal") !== undefined)) {
    throw malformed("A policy of CAM has no Principal.");
  }
  return members.map(readRule);
}

function readMembers(document: Members): readonly Members[] {
  const version = memberOf(document, "version");
  // Optional: cos-nodejs-sdk-v5 adds it only after it has written the body.
  if (version !== undefined && version !== "2.0") {
    throw malformed("version must be 2.0.");
  }
  const given = memberOf(document, "statement");
  const list = Array.isArray(given) ? given : [given];
  if (given === undefined || list.length === 0) {
    throw malformed("There is no Statement.");
  }
  return list.map((each) => objectOf(each, "A statement"));
}

/** The service may add a Sid; that it does so for every statement without one, and how it writes it, is unverified(policy-sid). */
function withSid(statement: Members, index: number): Members {
  if (memberOf(statement, "sid") !== undefined) {
    return statement;
  }
  const digest = createHash("md5").update(JSON.stringify(statement)).digest("hex");
  return { Sid: `costs-${digest.slice(0, 16)}-${index + 1}`, ...statement };
}

const statementMembers = ["sid", "principal", "effect", "action", "resource", "condition"];

function readRule(statement: Members): Rule {
  for (const name of Object.keys(statement)) {
    if (!statementMembers.includes(lowerFirst(name))) {
      throw malformed(`Unknown element ${name}.`);
    }
  }
  const sid = memberOf(statement, "sid");
  if (sid !== undefined && typeof sid !== "string") {
    throw malformed("Sid must be a string.");
  }
  const effect = String(memberOf(statement, "effect")).toLowerCase();
  if (effect !== "allow" && effect !== "deny") {
    throw malformed("Effect must be allow or deny.");
  }
  return {
    effect,
    actions: readTexts(memberOf(statement, "action"), "Action", actionPattern),
    resources: readTexts(memberOf(statement, "resource"), "Resource", resourcePattern),
    conditions: readConditions(memberOf(statement, "condition")),
  };
}

/** The service refuses an account that does not exist, with a code that is unverified(policy-unknown-account); here every UIN exists. */
function readPrincipals(principal: unknown): readonly string[] {
  const members = objectOf(principal, "Principal");
  const [name = "", ...others] = Object.keys(members);
  if (others.length === 0 && lowerFirst(name) === "service") {
    return readTexts(members[name], "Principal", servicePattern).map(servicePrincipal);
  }
  if (others.length > 0 || lowerFirst(name) !== "qcs") {
    throw malformed("Principal must hold qcs, or service.");
  }
  return readTexts(members[name], "Principal", principalPattern);
}

function readTexts(value: unknown, name: string, pattern: RegExp): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) {
    throw malformed(`${name} is empty.`);
  }
  for (const text of list) {
    if (typeof text !== "string" || !pattern.test(text)) {
      throw malformed(`Invalid ${name}: ${typeof text === "string" ? text : JSON.stringify(text)}`);
    }
  }
  return list;
}

function readConditions(value: unknown): readonly Condition[] {
  if (value === undefined) {
    return [];
  }
  return Object.entries(objectOf(value, "Condition")).flatMap(([name, keys]) => {
    const operator = readOperator(name);
    if (!operator) {
      throw malformed(`Unknown condition operator ${name}.`);
    }
    return Object.entries(objectOf(keys, name)).map(([key, given]): Condition => {
      if (!/^[a-z]+:\S+$/i.test(key)) {
        throw malformed(`Unknown condition key ${key}.`);
      }
      const values = (Array.isArray(given) ? given : [given]).map((each) => {
        if (
          !["string", "number", "boolean"].includes(typeof each) ||
          !operator.comparison.accepts(`${each}`)
        ) {
          throw malformed(`Invalid value of ${key}: ${JSON.stringify(each)}`);
        }
        return String(each);
      });
      if (values.length === 0) {
        throw malformed(`${key} has no value.`);
      }
      return { operator, key, values };
    });
  });
}

/** A member by its name with a small or a capital first letter; the vendor's own samples mix them. */
function memberOf(members: Members, name: string): unknown {
  const found = Object.keys(members).filter((each) => lowerFirst(each) === name);
  if (found.length > 1) {
    throw malformed(`${name} is given twice.`);
  }
  return found[0] === undefined ? undefined : members[found[0]];
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

function objectOf(value: unknown, what: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(`${what} must be an object.`);
  }
  return value as Members;
}

function malformed(message: string): ServiceError {
  return new ServiceError("MalformedPolicy", { message });
}
