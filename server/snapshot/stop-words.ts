/** Words that tell nothing of what a text is about, folded and singular as the search index has them. */
const stopWords = new Set(
  `a about above across after again against all also although among an and any approach are around at available based be
  because been before being better between beyond both but by can code common compared could demonstrate de did different
  do doe doing due during each effective effectively effectiveness either enable et etc even evaluate evaluation existing experiment extensive
  few find finding first for from further furthermore given ha had have having he her here high higher him his how however i
  if important improve improved improvement improving in include including instead into introduce investigate is it itself
  its just large largely lead learning less let like mainly make many may me method might more moreover most much must my
  need new no nor not novel now obtain of off often on once one only or other our out over own paper particularly
  performance present previou previously problem promising propose proposed provide recent recently remain result reveal s same several she
  should show significant significantly similar simple since so some specific specifically state still strong study such suggest t
  than that the their them then there therefore these they thi this those three through thu to too toward training two under
  until up upon use used using usually various vari very via wa wai way we well were what when where whether which while who
  whose why wide will with within without work would yet you your e.g i.e eg ie al task model data dataset language
    able accuracy achieve achieving address allow analysi become begin call case challenge change choose come common compute
    consider consist contain context demonstrat describe design develop differ easy end enable ensure especially every
    example explain explore face fact fast feature focu follow framework full future general give go good great half help idea
    identify increase information insight key keep kind knowledge known lack last later leave letter leverage like limit line
    list little long look lot main mean namely necessary next note number observe open order outperform overall own part
    perform place point possible potential powerful provid purpose question rang rather read real reduce rely report
    require research respect rest run scale see seem sentence set small sort source start step strategy suitable system
    take technique tend test text thing think time today together tool top total train try turn type typical understand unlike
    usual valuable version view want whole word write written wrong year`
    .split(/\s+/)
    .filter(word => word !== ''),
);

/** True for a folded, singular word that stands in texts about anything. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word) || /^\d+$/.test(word);
}
