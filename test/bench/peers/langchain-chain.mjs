// https://js.langchain.com/docs/tutorials/rag: the retrieval chain as its documentation shows it.
import { createStuffDocumentsChain } from "@langchain/classic/chains/combine_documents";
import { createRetrievalChain } from "@langchain/classic/chains/retrieval";
import { Document } from "@langchain/core/documents";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableLambda } from "@langchain/core/runnables";
import { ChatOpenAI } from "@langchain/openai";

/** Asks a question of passages that are found already. */
export async function askChain({ baseUrl, apiKey, model, question, passages }) {
  const prompt = ChatPromptTemplate.fromMessages([
    [
      "system",
      "Answer any use questions based solely on the context below:\n\n<context>\n{context}\n</context>",
    ],
    ["human", "{input}"],
  ]);
  const llm = new ChatOpenAI({ model, apiKey, configuration: { baseURL: baseUrl } });
  const chain = await createRetrievalChain({
    retriever: RunnableLambda.from(() =>
      passages.map((pageContent) => new Document({ pageContent })),
    ),
    combineDocsChain: await createStuffDocumentsChain({ llm, prompt }),
  });
  return (await chain.invoke({ input: question })).answer;
}
