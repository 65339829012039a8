export const questionnaire = {
  resourceType: 'Questionnaire',
  url: 'http://ehr.example.org/Questionnaire/travel',
  status: 'active',
  title: 'Travel and fever',
  item: [
    {linkId: 'country', text: 'Country of travel', type: 'string'},
    {linkId: 'chills', text: 'Chills', type: 'boolean'},
    {linkId: 'temperature', text: 'Highest temperature, °C', type: 'decimal'},
  ],
};
