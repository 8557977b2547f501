declare const unit: unique symbol;

/** A number that remembers its unit. Arithmetic forgets it, so brand again at the next boundary. */
type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

export type Seconds = Quantity<"s">;

export const seconds = (value: number): Seconds => value as Seconds;
export const milliseconds = (value: number): Seconds => seconds(value / 1000);
