/** With which keys a signature is verified. */

import { TextField } from "../shell/textField";
import { target, targetName } from "../state/session";
import { texts } from "../texts";
import { Choice } from "../viewer/choice";

/** Keys, as they are typed. They are kept nowhere but in the page while it is shown. */
export interface TypedKeys {
  /** They are pasted here, rather than those of the target. */
  readonly arePasted: boolean;
  readonly secretId: string;
  readonly secretKey: string;
  readonly securityToken: string;
}

export const noKeys: TypedKeys = { arePasted: false, secretId: "", secretKey: "", securityToken: "" };

interface KeysFieldsProps {
  readonly keys: TypedKeys;
  readonly onKeys: (keys: TypedKeys) => void;
}

export function KeysFields({ keys, onKeys }: KeysFieldsProps) {
  const {
    verify: words,
    target: { names },
  } = texts.value;
  const { secretId, missing } = target.value ?? {};
  // The emulator starts when it is needed, and has its own.
  const reason = targetName.value === "emulator" ? undefined : missing;
  const field = (name: "secretId" | "secretKey" | "securityToken", isSecret: boolean) => (
    <TextField
      label={words[name]}
      value={keys[name]}
      isSecret={isSecret}
      onText={(text) => onKeys({ ...keys, [name]: text })}
    />
  );
  return (
    <div class="keys">
      <Choice
        label={words.keys}
        options={[
          { name: "target", title: words.keysOfTarget },
          { name: "pasted", title: words.pastedKeys },
        ]}
        selected={keys.arePasted ? "pasted" : "target"}
        onSelect={(name) => onKeys({ ...keys, arePasted: name === "pasted" })}
      />
      {keys.arePasted ? (
        <>
          <p class="quiet">{words.keptNowhere}</p>
          <div class="fields">
            {field("secretId", false)}
            {field("secretKey", true)}
            {field("securityToken", true)}
          </div>
        </>
      ) : (
        <p class="quiet">
          {reason === undefined ? words.theseKeys(secretId ?? names[targetName.value]) : words.noKeys(reason)}
        </p>
      )}
    </div>
  );
}
