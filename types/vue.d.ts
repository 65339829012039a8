import type {EmitFn, HTMLAttributes, PublicProps} from 'vue';
import type {SmartElements} from './elements.js';

type CamelCase<Name> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;

/** Vue's templates know a property by its name and by the same name with hyphens. */
type Props<Settings> = {[Name in keyof Settings as CamelCase<Name>]: Settings[Name]};

type Elements = {
  [Tag in keyof SmartElements]: new () => SmartElements[Tag]['element'] & {
    /** For templates only. */
    $props: Props<SmartElements[Tag]['settings']> & HTMLAttributes & PublicProps;
    /** For templates only. */
    $emit: EmitFn<{[Name in keyof SmartElements[Tag]['events']]: (event: SmartElements[Tag]['events'][Name]) => void}>;
  };
};

declare module 'vue' {
  interface GlobalComponents extends Elements {}

  interface ButtonHTMLAttributes {
    /** What to ask of the EHR: `--ui-done`, `--scratchpad-create`, … */
    command?: string | undefined;
    /** The id of a `<smart-messaging-context>`. */
    commandfor?: string | undefined;
  }
}
