/** CURB-65 (Thorax 2003;58:377): severity of community-acquired pneumonia, one point for each. */
export const criteria = [
  {linkId: 'confusion', text: 'New confusion'},
  {linkId: 'urea', text: 'Urea above 7 mmol/L (BUN above 19 mg/dL)'},
  {linkId: 'respiratory-rate', text: '30 breaths a minute or more'},
  {linkId: 'blood-pressure', text: 'Systolic below 90 or diastolic 60 mmHg or less'},
  {linkId: 'age', text: '65 years or older'},
];
