import { singular } from './fold.ts';

/** English words and chat that are also names of methods, models and datasets when they are written in capitals. */
export const wordsInCapitals: ReadonlySet<string> = new Set(
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

/** Jargon that is also everyday English, as it is written in lower case: a reader who meets it there knows the word. */
const ordinary: ReadonlySet<string> = new Set(
  `adapter agent alignment attention backbone baseline batch benchmark bias bottleneck branch channel circuit cluster
  collapse context curriculum decoder distillation drift dropout encoder ensemble epoch expert feature filter forgetting
  gradient ground-truth grounding hallucination head head-to-head instruction jailbreak kernel label layer loss mask metric
  model momentum network noise patch policy pooling preference probe probing prompt prototype pruning query regret retrieval
  reward routing sampling seed state-of-the-art student supervision teacher temperature token transfer transformer weight
  window`.split(/\s+/),
);

/** True for a word or phrase of everyday English in lower case, its plural too, with spaces or hyphens. */
export function isOrdinary(written: string): boolean {
  const word = written.replace(/\s+/g, '-');
  return ordinary.has(word) || ordinary.has(singular(word));
}

/** What notes write in capitals to mark or to head a paragraph, and the names of sites and formats; no terms. */
export const marksAndHeadings: ReadonlySet<string> = new Set(
  (
    'TODO TODOS NOTE NOTES FIXME WARNING IMPORTANT TIP TIPS DONE Q A QA Q&A FAQ TL;DR TLDR PS P.S. NB N.B. XXX HACK BUG ' +
    'IDEA IDEAS UPDATE EDIT WIP TBD TBC INFO CAUTION DANGER QUESTION QUESTIONS ANSWER TASK TASKS GOAL GOALS AIM SUMMARY ' +
    'RESULT RESULTS METHOD METHODS PROS CONS PRO CON OK AND OR NOT NO YES IF MUST SHOULD MAY ETA KEY NEW OLD WHY HOW WHAT ' +
    'WHO WHEN WHERE DATA CODE PAPER LINK LINKS URL DOI PDF ID ISBN ARXIV GITHUB OPENREVIEW BIBTEX YOUTUBE HUGGINGFACE ' +
    'LATEX MAIN STEP STEPS INPUT OUTPUT DATE TIME TITLE AUTHOR AUTHORS YEAR VENUE STATUS TAGS READ NEXT LATER STOP START'
  ).split(' '),
);

/** What everybody writes in capitals and nobody looks up in a glossary of research: places, degrees, files, machines, units, times. */
const knownToAll: ReadonlySet<string> = new Set(
  `USA US UK EU UN UAE USSR NYC LA DC NASA NATO WHO UNESCO FBI CIA BBC CNN NHS IBM AMD HP BMW AT&T MIT CMU UCLA UCL ETH EPFL NYU
  IEEE ACM AAAI NIPS NEURIPS ICML ICLR ACL EMNLP NAACL CVPR ICCV ECCV CHI KDD SIGIR SIGGRAPH VLDB ISO ANSI RFC PHD MSC BSC MA BA
  MBA MD DR MR MRS MS CEO CTO CFO HR PR CV FYI ASAP AKA BTW IMO IMHO RSVP ETC EG IE VS VIA DIY VIP CC BCC RE FW FWD TA PI AC
  PDFS HTML XHTML CSS XML JSON YAML TOML CSV TSV TXT SVG PNG JPG JPEG GIF TIFF BMP MP3 MP4 AVI MOV ZIP TAR GZ DOC DOCX PPT PPTX
  XLS XLSX EPUB RTF ASCII UTF UTF8 UTF-8 SQL HTTP HTTPS FTP SSH SSL TLS TCP UDP IP DNS LAN WAN WIFI USB HDMI CD DVD TV PC PCS
  CPU CPUS GPU GPUS TPU TPUS RAM ROM SSD HDD OS IOS MACOS API APIS SDK IDE CLI GUI UI UX REST CRUD URI UUID IO I/O LCD LED QR
  RGB NASDAQ KB MB GB TB PB HZ KHZ MHZ GHZ KW MW GW DB KM CM MM KG MG AM PM BC AD CE BCE UTC GMT CET CEST EST EDT PST PDT JAN FEB MAR
  APR JUN JUL AUG SEP SEPT OCT NOV DEC MON TUE WED THU FRI SAT SUN USD EUR GBP JPY CHF DNA RNA HIV AIDS COVID COVID-19 H2O CO2
  OPENAI DEEPMIND CHATGPT ORCID VSCODE MIDI DVDS AI JS TS DOM README TOC AWS UNIX GNU BSD GPL POSIX NPM EOF NAN W3C CI KIB MIB GIB
  UTF-16 UTF-32 IPV4 IPV6 XYZ ABC OF TO IN BY BE ON AN AT FROM WITH ONLY THAT THESE THOSE SUCH ALSO BUT THAN INTO WAS WERE HAS
  HAD BEEN WILL CANNOT EACH VERY JUST ANY BASIS BOTH`.split(/\s+/),
);

/** True for a label in capitals that needs no definition: a mark, a word, a Roman numeral below forty, what everybody knows. */
export function isEveryday(label: string): boolean {
  const capitals = label.toUpperCase();
  return (
    marksAndHeadings.has(capitals) ||
    knownToAll.has(capitals.replace(/^\d+/, '')) ||
    wordsInCapitals.has(label.toLowerCase()) ||
    /^X{0,3}(?:IX|IV|V?I{0,3})$/.test(label)
  );
}
