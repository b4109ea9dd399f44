/** What files are read that lie in a folder, by how their names end. */
export const DOCUMENT_ENDINGS = /\.(?:pdf|docx|docm|xlsx|xlsm|csv|html?|xhtml|md|txt)$/iu;
