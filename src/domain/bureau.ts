/** A phone as it is published: `label` says what it is for. */
export interface Phone {
  readonly label: string;
  readonly number: string;
}

/** The bureau that runs the bot, as configured. What is missing stays missing: nothing here is ever invented. */
export interface Bureau {
  readonly name?: string;
  readonly address?: string;
  readonly hours?: string;
  readonly phones: readonly Phone[];
}
