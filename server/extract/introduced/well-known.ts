import { singularLabel } from '../../text/fold.ts';

/**
 * True for things that were known long before any paper of today, by their names or short forms: a paper that proposes
 * "a Convolutional Neural Network approach" does not introduce that. A paper whose title is such a name may.
 */
export function isWellKnown(label: string): boolean {
  return label.length <= longest && known.has(singularLabel(label.toLowerCase().replace(/[\s-]+/g, ' ')));
}

const known: ReadonlySet<string> = new Set(
  `convolutional neural network, deep convolutional neural network, deep neural network, recurrent neural network,
  artificial neural network, neural network, graph neural network, graph convolutional network, spiking neural network,
  feedforward neural network, long short term memory, bidirectional long short term memory, gated recurrent unit,
  multi layer perceptron, multilayer perceptron, generative adversarial network, variational autoencoder, autoencoder,
  auto encoder, restricted boltzmann machine, support vector machine, random forest, decision tree, k nearest neighbor,
  hidden markov model, gaussian mixture model, conditional random field, gaussian process, markov decision process,
  partially observable markov decision process, markov chain monte carlo, monte carlo, monte carlo tree search,
  principal component analysis, topological data analysis, singular value decomposition, linear discriminant analysis, latent dirichlet allocation, logistic regression,
  stochastic gradient descent, gradient descent, expectation maximization, reinforcement learning,
  deep reinforcement learning, deep learning, machine learning, transfer learning, federated learning,
  multi task learning, active learning, natural language processing, neural machine translation,
  statistical machine translation, machine translation, automatic speech recognition, named entity recognition,
  question answering, visual question answering, information retrieval, large language model, language model,
  directed acyclic graph, knowledge graph, knowledge base, bayesian network, genetic algorithm, evolutionary algorithm,
  particle swarm optimization, ant colony optimization, simulated annealing, integer linear programming,
  mixed integer linear programming, linear programming, semidefinite programming, dynamic programming,
  constraint programming, answer set programming, satisfiability modulo theories, model predictive control,
  extended kalman filter, kalman filter, compressed sensing, compressive sensing, discrete fourier transform,
  fast fourier transform, discrete cosine transform, wireless sensor network, software defined network,
  software defined networking, network function virtualization, internet of things, peer to peer, cloud computing,
  mobile edge computing, device to device, orthogonal frequency division multiplexing, multiple input multiple output,
  non orthogonal multiple access, low density parity check, medium access control, application programming interface,
  graphical user interface, graphics processing unit, field programmable gate array, virtual reality,
  augmented reality, unmanned aerial vehicle, simultaneous localization and mapping, computer vision, rapidly exploring random tree,
  domain specific language, public key infrastructure, role based access control, differential privacy,
  cnn, dcnn, dnn, rnn, ann, gnn, gcn, snn, lstm, bilstm, gru, mlp, gan, vae, rbm, svm, knn, hmm, gmm, crf, mdp, pomdp,
  mcmc, mcts, pca, lda, sgd, nlp, nmt, smt, asr, ner, vqa, llm, dag, ilp, milp, asp, smt, mpc, dft, fft, dct, wsn, sdn,
  nfv, iot, p2p, d2d, ofdm, mimo, noma, ldpc, mac, api, gui, gpu, cpu, fpga, vr, ar, uav, slam, dsl, ai, xml, html, rdf,
  sql, http, tcp, ip, udp`
    .split(',')
    .map(name => name.trim().replace(/\s+/g, ' ')),
);

const longest = 60;
