import type { ModalView } from "@slack/types";
import type { User } from "../../ledger/records.ts";
import { ROLES, type Role } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { choiceField, textField, userField } from "./fields.ts";
import { formView } from "./form-view.ts";
import { type Read, readForm } from "./read-form.ts";

export const USER_FORM = "musubi_user_form";

/** The roles that people have. */
const { assistant: _, ...ROLES_OF_PEOPLE } = ROLES;

export type UserValues = Omit<User, "role"> & { readonly role: Exclude<Role, "assistant"> };

const LABELS = {
  ja: {
    title: "利用者の役割",
    submit: "保存する",
    user: "利用者",
    role: "役割",
    name: "台帳での呼び名",
    organisation: "所属する企業・団体",
    organisationHint:
      "企業の人は必ず。その企業のニーズを見られるようになります。記録には名前そのものは残りません。",
  },
  en: {
    title: "A person's role",
    submit: "Save",
    user: "Person",
    role: "Role",
    name: "Name in the ledger",
    organisation: "Firm or organisation",
    organisationHint:
      "For people of a firm: they see the needs of that firm. The name itself is not kept.",
  },
} as const;

const ORGANISATION_NEEDED = {
  ja: "企業の人は、所属を書いてください。",
  en: "Say which firm this person belongs to.",
} as const;

/**
 * The window in which somebody is given a role, empty or with who is known already. The organisation is
 * asked for anew: the ledger has but a hash of it.
 */
export function userForm({ id, role, name }: Partial<UserValues>, language: Language): ModalView {
  const labels = LABELS[language];
  return formView(
    {
      callbackId: USER_FORM,
      title: labels.title,
      submit: labels.submit,
      fields: [
        userField({ id: "user", label: labels.user, value: id, language }),
        choiceField({ id: "role", label: labels.role, of: ROLES_OF_PEOPLE, value: role, language }),
        textField({ id: "name", label: labels.name, value: name, language }),
        textField({
          id: "organisation",
          label: labels.organisation,
          hint: labels.organisationHint,
          isOptional: true,
          language,
        }),
      ],
    },
    language,
  );
}

/** Reads the form as it was sent. */
export function readUserForm(values: unknown, language: Language): Read<UserValues> {
  return readForm(values, language, ({ text, choice, user, needed }) => {
    const role = needed("role", choice("role", ROLES_OF_PEOPLE));
    const organisation = text("organisation");
    if (role === "firm") needed("organisation", organisation, ORGANISATION_NEEDED);
    return {
      id: needed("user", user("user")),
      role,
      name: needed("name", text("name")),
      ...(organisation !== undefined && { organisation }),
    };
  });
}
