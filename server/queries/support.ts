import { memoOne } from '../library/memo.ts';
import type { Sense } from '../library/model.ts';
import { searchWords } from '../snapshot/search.ts';
import { isStopWord } from '../snapshot/stop-words.ts';
import { isShaped } from '../text/fold.ts';

/** English words and chat that are also names of methods, models and datasets when they are written in capitals. */
const wordsInCapitals = new Set(
  `ace add aim air all alone amber and apple arc arch are art as ask at atom aura bag ball base bat beam bear best bit blast
  bloom blue bold book boss box brain brand bridge camel can cap car care case cat chat clear clever clue coat coda code cola
  cold come compass coral core cost craft cube dart data date deal deep delta diet dish do dog draw dream drop duck eagle ear
  earth east easy echo edge elite era even ever eye face fact fair fame farm fast fate fin fine fire firm fish flame flash
  flow fly focus for fox frame free full fun fuse gain game gap gate gauge gem giant gift glad glance glass glue go goal gold
  good grace grade grain grand grid guide hand hard harp hat have hawk head heal heart help here hero hint hive hope hot
  house how idea if imp in insight iron is it jam joy judge just key kind king lamb lamp land large last lead leaf lean leap
  less let level life lift light like lime line lines link lion list live load lol look loop lot love mad magic main man map
  mars mask master match math matter maze me mean med meet merit mind mine mint mirror miss mix moon more most move must nest
  net new next nice no node north nose not now null oak ocean off ok one open opt or orca order our out owl pace page paint
  pair palm pan panda part pass past path peace pearl pen pick pilot pin pine place plan plant play plum point points pool
  pop post power press pride prime prism probe pulse pure puzzle race rain ram range raven ray reach read real red rest rich
  ring rise road robin rock role root rose route rule run safe sage sail sand save say scale scan scope score sea see seed
  self sense set shape share ship shop show side sign silk simple sky slim slow smart smile snail snap so soda solid sound
  source space spark speed spin spot spring stage star start state stay steam steel step still stop storm story stream strong
  sum sun swan sweet swift tab table tag take talk tame tap target task team tell test text the thin this tide tiger time tip
  titan to too top torch total touch tower track trade train tree trick true trust try tulip turn two up us use van vast view
  vine vision vista vital wait walk wall war warm wave way we wear web west what whale when white who whole why wide wild will
  win wind wing wise wish wolf wonder word work world yes you zebra zero zone`.split(/\s+/),
);

/** True for a word in which a reader may see an ordinary word or a person's name rather than a term: "Lion", "POINTS", "LOL". */
export function isAlsoWord(written: string): boolean {
  if (/[^\p{L}]/u.test(written)) return false;
  if (/^\p{Lu}\p{Ll}+$/u.test(written)) return true;
  return /^\p{Lu}+$/u.test(written) && wordsInCapitals.has(written.toLowerCase());
}

/**
 * True where the text around a word says that the sense is meant: the paragraph shares a telling word with what the sense
 * says of itself, or the whole text shares three. A line all in capitals says nothing.
 */
export function isSupported(sense: Sense, written: string, line: string, paragraph: string, text: string): boolean {
  if (/\s/.test(line.trim()) && !/\p{Ll}/u.test(line)) return false;
  const own = wordsOf(sense);
  const label = searchWords(written)[0] ?? '';
  return shares(own, label, paragraph, 1) || shares(own, label, text, 3);
}

function shares(own: ReadonlySet<string>, label: string, text: string, enough: number): boolean {
  const shared = new Set(searchWords(text).filter(word => word !== label && own.has(word)));
  return shared.size >= enough;
}

/** The telling words of a sense, by its expansion and its definitions. */
const wordsOf = memoOne((sense: Sense): ReadonlySet<string> => {
  const said = [
    sense.expansion ?? '',
    ...sense.definitions.map(({ definition }) => definition),
    ...sense.aliases.filter(alias => !isShaped(alias)),
  ];
  return new Set(searchWords(said.join(' ')).filter(word => word.length > 2 && !isStopWord(word)));
});
