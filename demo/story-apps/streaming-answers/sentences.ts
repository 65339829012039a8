/** Stands for what a real app would write from the chart. */
export const sentences = [
  'Ms Baxter was admitted with epigastric pain and two episodes of black stool.',
  'Endoscopy showed a duodenal ulcer of 8 mm with a clean base, Forrest III; no treatment was needed.',
  'The rapid urease test was positive for Helicobacter pylori.',
  'She goes home on omeprazole, amoxicillin and clarithromycin for 14 days; ibuprofen was stopped.',
  'Sulfonamides remain contraindicated because of her rash.',
  'Please repeat the haemoglobin in one week, and the test for Helicobacter four weeks after the last antibiotic.',
];
